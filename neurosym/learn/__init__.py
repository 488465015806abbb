"""Making pairs of sentences and readings, training the embedded LM and scoring it. Answers nothing."""
