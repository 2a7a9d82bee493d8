package org.meta4j.compress.stages;

/**
 * Stores frequent levels, and frequent distances between weights that are left, in fewer bits than rare ones (Huffman, A
 * Method for the Construction of Minimum-Redundancy Codes, 1952, doi:10.1109/JRPROC.1952.273898). Changes no weight.
 */
public record Huffman() implements Stage {
    @Override
    public String text() {
        return "huffman()";
    }
}
