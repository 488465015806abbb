"""Writes a tiny Llama with tied embeddings and random weights, as a folder and as a GGUF file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from tests.lm.tiny import NAMES

Arrays = dict[str, np.ndarray[Any, np.dtype[np.float32]]]

CONFIG: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "vocab_size": 320,
    # A power of two, so that float32 holds it as it is.
    "rms_norm_eps": 2.0**-16,
    "rope_theta": 1000.0,
    "max_position_embeddings": 512,
    "tie_word_embeddings": True,
    "torch_dtype": "float32",
}


def tensors(config: dict[str, Any], seed: int = 0) -> Arrays:
    """Random weights by their Hugging Face names."""
    rng = np.random.default_rng(seed)
    width, inner = config["hidden_size"], config["intermediate_size"]
    kv = width // config["num_attention_heads"] * config["num_key_value_heads"]
    rows = {"self_attn.q_proj": (width, width), "self_attn.k_proj": (kv, width)}
    rows |= {"self_attn.v_proj": (kv, width), "self_attn.o_proj": (width, width)}
    rows |= {"mlp.gate_proj": (inner, width), "mlp.up_proj": (inner, width), "mlp.down_proj": (width, inner)}
    found = {"model.embed_tokens.weight": (config["vocab_size"], width), "model.norm.weight": (width,)}
    for layer in range(config["num_hidden_layers"]):
        found |= {f"model.layers.{layer}.{name}.weight": shape for name, shape in rows.items()}
        for norm in ("input_layernorm", "post_attention_layernorm"):
            found[f"model.layers.{layer}.{norm}.weight"] = (width,)
    return {
        name: (rng.normal(1, 0.2, shape) if "norm" in name else rng.normal(0, 0.2, shape)).astype(np.float32)
        for name, shape in found.items()
    }


def make_folder(folder: Path, **changes: Any) -> Path:
    """Save one as a Hugging Face folder."""
    config = CONFIG | changes
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config))
    save_file(tensors(config), folder / "model.safetensors")
    return folder


def make_gguf(file: Path, kind: str = "F32", **changes: Any) -> Path:
    """Save the same as llama.cpp's converter would; matrices in numbers of this kind."""
    from gguf import GGMLQuantizationType, GGUFWriter
    from gguf.quants import quantize

    config = CONFIG | changes
    writer = GGUFWriter(str(file), "llama")
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_freq_base(config["rope_theta"])
    writer.add_token_list([f"token {number}" for number in range(50)])
    writer.add_token_scores([0.0] * 50)
    for name, tensor in tensors(config).items():
        for theirs, ours in NAMES.items():
            name = name.replace(theirs, ours)
        if name.endswith(("attn_q.weight", "attn_k.weight")):
            # GGUF keeps the two halves of each rotated pair side by side.
            rows, columns = tensor.shape
            head = config["hidden_size"] // config["num_attention_heads"]
            tensor = tensor.reshape(-1, 2, head // 2, columns).swapaxes(1, 2).reshape(rows, columns)
        dtype = GGMLQuantizationType["F32" if tensor.ndim == 1 else kind]
        writer.add_tensor(name, quantize(tensor, dtype), raw_dtype=dtype)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file
