"""The lean Llama: the same numbers as transformers', with and without cache, LoRA and hand-made slopes."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.faults import FaultError

torch = pytest.importorskip("torch", reason="the embedded LM needs torch")
pytest.importorskip("safetensors", reason="the embedded LM needs safetensors")

from neurosym.lm.embedded import kernels  # noqa: E402  # needs torch
from neurosym.lm.embedded.llama import Llama  # noqa: E402  # likewise
from neurosym.lm.embedded.weights import open_weights  # noqa: E402  # likewise
from tests.lm.embedded.tiny import make_folder  # noqa: E402  # likewise

LENGTHS = (5, 12, 1, 9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("tiny") / "hub")


@pytest.fixture
def model(folder: Path) -> Llama:
    return Llama(open_weights(folder), torch.float32)


@pytest.fixture
def tokens() -> torch.Tensor:
    return torch.randint(0, 320, (4, 12), generator=torch.Generator().manual_seed(0))


def scores(model: Llama, hidden: torch.Tensor) -> torch.Tensor:
    return model.logits(hidden.flatten(0, -2)).view(*hidden.shape[:-1], -1)


def adapt(model: Llama, rank: int = 4) -> None:
    torch.manual_seed(1)
    model.enable_lora(rank, 2.0 * rank)
    for projection in model.projections().values():
        projection.up.data.normal_(0, 0.1)


def test_the_numbers_are_those_of_transformers(folder: Path, model: Llama, tokens: torch.Tensor) -> None:
    transformers = pytest.importorskip("transformers", reason="the reference")
    reference = transformers.LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32)
    with torch.inference_mode():
        torch.testing.assert_close(
            scores(model, model(tokens)), reference(tokens).logits, atol=1e-4, rtol=1e-4
        )


def test_rows_of_unlike_length_go_on_from_a_cache(model: Llama, tokens: torch.Tensor) -> None:
    with torch.inference_mode():
        whole = model(tokens)
        cache, counts = model.cache(4), torch.tensor(LENGTHS)
        begun = model(tokens, cache, counts)
        for row, length in enumerate(LENGTHS):
            torch.testing.assert_close(begun[row, :length], whole[row, :length])
        # Rows 3, 0 and 0 again, the last cut back to two tokens, go on by 3, 7 and 10 tokens.
        chosen, lengths = torch.tensor([3, 0, 0]), torch.tensor([9, 5, 2])
        cache = cache.select(chosen, lengths)
        news = torch.zeros(3, 10, dtype=torch.long)
        news[0, :3], news[1, :7], news[2, :10] = tokens[3, 9:], tokens[0, 5:], tokens[0, 2:]
        on = model(news, cache, torch.tensor([3, 7, 10]))
        torch.testing.assert_close(on[0, :3], whole[3, 9:])
        torch.testing.assert_close(on[1, :7], whole[0, 5:])
        torch.testing.assert_close(on[2, :10], whole[0, 2:])
        assert cache.lengths.tolist() == [12, 12, 12]


def test_a_row_that_is_not_read_on_stays_as_it_is(model: Llama, tokens: torch.Tensor) -> None:
    with torch.inference_mode():
        cache = model.cache(2)
        model(tokens[:2, :4], cache)
        model(tokens[:2, 4:6], cache, torch.tensor([0, 2]))
        on = model(tokens[:2, 4:5], cache, torch.tensor([1, 0]))
        torch.testing.assert_close(on[0, 0], model(tokens[:1, :5])[0, 4])


def test_scores_among_some_tokens_are_those_of_all(model: Llama, tokens: torch.Tensor) -> None:
    with torch.inference_mode():
        rows, among = model(tokens)[:, -1], torch.tensor([3, 200, 7])
        torch.testing.assert_close(model.logits(rows, among), model.logits(rows)[:, among])


def test_lora_begins_without_effect_and_can_be_kept_moved_and_merged(
    folder: Path, model: Llama, tokens: torch.Tensor
) -> None:
    before = model(tokens)
    model.enable_lora(4, 8.0)
    torch.testing.assert_close(model(tokens), before)
    adapt(model)
    adapted = model(tokens).detach()
    assert not torch.allclose(adapted, before, atol=1e-3)
    other = Llama(open_weights(folder), torch.float32)
    other.load_lora(model.lora_state())
    torch.testing.assert_close(other(tokens), adapted)
    other.merge_lora()
    torch.testing.assert_close(other(tokens), adapted, atol=1e-4, rtol=1e-4)
    assert not other.lora_state()
    assert not list(other.parameters())


@pytest.mark.parametrize("wrong", ["absent", "rank", "rows", "unknown"])
def test_an_adapter_of_another_model_is_a_fault(wrong: str, model: Llama) -> None:
    adapt(model)
    state = model.lora_state()
    match wrong:
        case "absent":
            del state["layers.1.qkv.up"]
        case "rank":
            state["layers.1.qkv.up"] = state["layers.1.qkv.up"][:, :2]
        case "rows":
            state["layers.1.qkv.up"] = state["layers.1.qkv.up"][:-1]
        case "unknown":
            state["layers.7.qkv.up"] = state["layers.1.qkv.up"]
    with pytest.raises(FaultError, match="adapter"):
        model.load_lora(state)


def test_only_lora_is_trained_and_its_slope_is_right(model: Llama, tokens: torch.Tensor) -> None:
    adapt(model)
    rows, targets = model(tokens)[:, :-1].flatten(0, 1), tokens[:, 1:].flatten()
    torch.nn.functional.cross_entropy(model.logits(rows), targets).backward()
    assert {name.rpartition(".")[2] for name, _ in model.named_parameters()} == {"down", "up"}
    parameter = model.projections()["layers.0.qkv"].down
    slope, step = parameter.grad[1, 5].item(), 1e-2
    sides = []
    for sign in (1, -1):
        parameter.data[1, 5] += sign * step
        rows = model(tokens)[:, :-1].flatten(0, 1)
        sides.append(torch.nn.functional.cross_entropy(model.logits(rows), targets).item())
        parameter.data[1, 5] -= sign * step
    assert (sides[0] - sides[1]) / (2 * step) == pytest.approx(slope, rel=2e-2, abs=1e-4)


def test_hand_made_slopes_are_those_of_the_plain_formulas() -> None:
    torch.manual_seed(0)
    x = torch.randn(6, 8, dtype=torch.float64, requires_grad=True)
    weight, down = torch.randn(5, 8).double(), torch.randn(3, 8).double().requires_grad_()
    up = torch.randn(5, 3).double().requires_grad_()
    assert torch.autograd.gradcheck(kernels.gated, x)
    assert torch.autograd.gradcheck(lambda x, down, up: kernels.adapted(x, weight, down, up), (x, down, up))
    x = torch.randn(6, 8, requires_grad=True)
    plain = x / (x.pow(2).mean(-1, keepdim=True) + 0.1).sqrt()
    torch.testing.assert_close(kernels.normed(x, 0.1), plain)
    along = torch.randn(6, 8)
    (expected,) = torch.autograd.grad((plain * along).sum(), x)
    (found,) = torch.autograd.grad((kernels.normed(x, 0.1) * along).sum(), x)
    torch.testing.assert_close(found, expected)
