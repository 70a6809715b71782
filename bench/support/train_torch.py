# One training step of the same model in PyTorch, timed on request: for each line of stdin, a step over the whole
# batch (forward, backward, gradient clipping, AdamW), then the seconds it took. Arguments: threads, layers, width,
# heads, kv heads, feed-forward, vocabulary, batch, length, rows a forward.
import sys, time
import torch
import torch.nn.functional as F

threads, L, D, H, K, FF, V, B, T, micro = map(int, sys.argv[1:])
torch.set_num_threads(threads)
torch.manual_seed(1)
N = D // H


def norm(x, w):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * w


def rotate(x):
    a, b = x[..., : N // 2], x[..., N // 2 :]
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


angles = torch.arange(T).float()[:, None] * 10000.0 ** (-torch.arange(0, N, 2).float() / N)
cos, sin = angles.cos(), angles.sin()
hidden = torch.triu(torch.full((T, T), float("-inf")), 1)


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        linear = lambda i, o: torch.nn.Linear(i, o, bias=False)
        ones = lambda n: torch.nn.Parameter(torch.ones(n))
        self.q, self.k, self.v, self.o = linear(D, D), linear(D, K * N), linear(D, K * N), linear(D, D)
        self.gate, self.up, self.down = linear(D, FF), linear(D, FF), linear(FF, D)
        self.an, self.fn, self.qn, self.kn = ones(D), ones(D), ones(N), ones(N)

    def forward(self, x):
        b = x.shape[0]
        h = norm(x, self.an)
        q = rotate(norm(self.q(h).view(b, T, H, N), self.qn).transpose(1, 2))
        k = rotate(norm(self.k(h).view(b, T, K, N), self.kn).transpose(1, 2))
        v = self.v(h).view(b, T, K, N).transpose(1, 2)
        k, v = k.repeat_interleave(H // K, 1), v.repeat_interleave(H // K, 1)
        a = (q @ k.transpose(-1, -2) * N**-0.5 + hidden).softmax(-1) @ v
        x = x + self.o(a.transpose(1, 2).reshape(b, T, D))
        h = norm(x, self.fn)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = torch.nn.Embedding(V, D)
        torch.nn.init.normal_(self.tokens.weight, std=0.02)
        self.blocks = torch.nn.ModuleList(Block() for _ in range(L))
        self.last = torch.nn.Parameter(torch.ones(D))

    def forward(self, ids):
        x = self.tokens(ids)
        for block in self.blocks:
            x = block(x)
        return norm(x, self.last) @ self.tokens.weight.T


model = Model()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=0.1)
ids = (torch.arange(B * T) * 7919 % V).view(B, T)
targets = (torch.arange(B * T) * 104729 % V).view(B, T)
for _ in sys.stdin:
    begun = time.perf_counter()
    optimizer.zero_grad(set_to_none=False)
    for i in range(0, B, micro):
        logits = model(ids[i : i + micro])
        loss = F.cross_entropy(logits.view(-1, V), targets[i : i + micro].reshape(-1), reduction="sum") / (B * T)
        loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    print(time.perf_counter() - begun, flush=True)
