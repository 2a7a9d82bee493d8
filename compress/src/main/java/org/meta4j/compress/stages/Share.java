package org.meta4j.compress.stages;

/**
 * Weights share 2^bits values, which k-means finds in each tensor (Han, Mao and Dally, Deep Compression, 2015,
 * arXiv:1510.00149, section 3).
 *
 * @param bits of a value's number: from 1 to 8
 */
public record Share(int bits) implements Stage {
    public Share {
        if (bits < 1 || bits > Quantize.MOST_BITS) {
            throw new IllegalArgumentException(
                    "the bits of share must be from 1 to " + Quantize.MOST_BITS + ", but were " + bits);
        }
    }

    @Override
    public boolean givesLevels() {
        return true;
    }

    @Override
    public String text() {
        return "share(" + bits + ")";
    }
}
