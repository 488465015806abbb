"""The steps of a Llama whose derivatives are written by hand, because a processor's time goes there.

Each equals its plain formula, which its docstring gives. They know numbers only.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional


class _Normed(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, x: Tensor, epsilon: float) -> Tensor:
        width = x.shape[-1]
        size = torch.linalg.vector_norm(x, dim=-1, keepdim=True, dtype=torch.float32)
        inverse = size.square_().div_(width).add_(epsilon).rsqrt_().to(x.dtype)
        out: Tensor = x * inverse
        context.save_for_backward(out, inverse)
        return out

    @staticmethod
    def backward(context: Any, *given: Tensor) -> tuple[Tensor, None]:
        (grad,), (out, inverse) = given, context.saved_tensors
        along = torch.linalg.vecdot(grad, out).unsqueeze(-1).div_(-out.shape[-1])
        return torch.addcmul(grad, out, along).mul_(inverse), None


class _Gated(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, both: Tensor) -> Tensor:
        context.save_for_backward(both)
        gate, up = both.chunk(2, -1)
        return functional.silu(gate).mul_(up)

    @staticmethod
    def backward(context: Any, *given: Tensor) -> Tensor:
        (grad,), (both,) = given, context.saved_tensors
        gate, up = both.chunk(2, -1)
        to_gate = torch.ops.aten.silu_backward(grad * up, gate)
        return torch.cat((to_gate, functional.silu(gate).mul_(grad)), -1)


class _Adapted(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, rows: Tensor, weight: Tensor, down: Tensor, up: Tensor) -> Tensor:
        small = functional.linear(rows, down)
        context.save_for_backward(rows, weight, down, up, small)
        return functional.linear(rows, weight).addmm_(small, up.t())

    @staticmethod
    def backward(context: Any, *given: Tensor) -> tuple[Tensor | None, ...]:
        (grad,), (rows, weight, down, up, small) = given, context.saved_tensors
        to_small = grad @ up
        to_rows = (grad @ weight).addmm_(to_small, down) if context.needs_input_grad[0] else None
        return to_rows, None, to_small.t() @ rows, grad.t() @ small


def normed(x: Tensor, epsilon: float) -> Tensor:
    """Scale each row to the root mean square 1: x / sqrt(mean(x²) + epsilon)."""
    out: Tensor = _Normed.apply(x, epsilon)  # type: ignore[no-untyped-call]  # untyped in torch
    return out


def gated(both: Tensor) -> Tensor:
    """Return silu(gate) * up, of gate and up [N, inner] side by side."""
    out: Tensor = _Gated.apply(both)  # type: ignore[no-untyped-call]  # untyped in torch
    return out


def adapted(rows: Tensor, weight: Tensor, down: Tensor, up: Tensor) -> Tensor:
    """Return rows @ (weight + up @ down).T; `weight` gets no derivative."""
    out: Tensor = _Adapted.apply(rows, weight, down, up)  # type: ignore[no-untyped-call]  # untyped in torch
    return out
