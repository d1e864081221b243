"""The mean of what was trained from one beginning in different order, number by number (model soups, Wortsman et al. 2022).

    python mean_weights.py --of a.pt b.pt --out mean.pt
"""
import argparse

import torch


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--of", nargs="+", required=True)
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()
    all_weights = [torch.load(path) for path in options.of]
    mean = {name: torch.stack([weights[name] for weights in all_weights]).mean(0) for name in all_weights[0]}
    torch.save(mean, options.out)


if __name__ == "__main__":
    main()
