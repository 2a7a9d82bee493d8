package org.meta4j.compress.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * What may be done with a layer.
 *
 * @param sparsity share of its weights that become zero; 0 for none
 * @param bits of those that are left
 */
public record LayerChoice(double sparsity, int bits) {
    public static final LayerChoice FOUR_BITS = new LayerChoice(0, 4);

    /** The mildest of {@link #ALL}. */
    static final LayerChoice MILDEST = new LayerChoice(0, 8);

    /** Those that a search tries. */
    public static final List<LayerChoice> ALL = all();

    private static List<LayerChoice> all() {
        List<LayerChoice> all = new ArrayList<>();
        for (double sparsity : new double[] {0, 0.5, 0.75}) {
            for (int bits : new int[] {8, 5, 4, 3, 2}) {
                all.add(new LayerChoice(sparsity, bits));
            }
        }
        return List.copyOf(all);
    }
}
