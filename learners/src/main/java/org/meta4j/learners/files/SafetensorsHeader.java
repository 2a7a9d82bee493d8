package org.meta4j.learners.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.meta4j.engine.Shape;

/**
 * A checked safetensors header.
 *
 * @param metadata strings by key, in the file's order
 * @param entries the tensors in the order of their data, which they cover without gap or overlap
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {
    /** The header's one key that is not a tensor. */
    static final String METADATA = "__metadata__";

    private static final int LONGEST_QUOTE = 80;

    /** A tensor whose place in the file has been checked. */
    record Entry(String name, Shape shape, Type type) {}

    /** Types of numbers that are read and written. */
    enum Type {
        F32(Float.BYTES),
        U8(Byte.BYTES);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /** A tensor as the header describes it, unchecked. */
    record Claim(String name, String dtype, List<Long> shape, long begin, long end) {
        String place() {
            return "[" + begin + ", " + end + "]";
        }
    }

    /**
     * Reads and checks a header.
     *
     * @param source what to call the file in errors
     * @param dataBytes bytes that follow the header
     */
    static SafetensorsHeader parse(String source, byte[] json, long dataBytes) {
        SafetensorsHeaderParser parser = new SafetensorsHeaderParser(source, json);
        parser.parse();
        List<Claim> claims = new ArrayList<>(parser.claims());
        // By the end too: an empty tensor, refused later for its shape, may begin where another begins.
        claims.sort(Comparator.comparingLong(Claim::begin).thenComparingLong(Claim::end));
        List<Entry> entries = new ArrayList<>(claims.size());
        long end = 0;
        for (Claim claim : claims) {
            entries.add(check(source, claim, end, dataBytes));
            end = claim.end();
        }
        if (end != dataBytes) {
            throw new FileFormatException(
                    source,
                    (dataBytes - end) + " bytes follow the last tensor, which nothing describes: the file is damaged;"
                            + " save or copy it again");
        }
        return new SafetensorsHeader(parser.metadata(), List.copyOf(entries));
    }

    /** A name as it can stand in a one-line message: printable and not too long. */
    static String quote(String name) {
        String shown = name.length() <= LONGEST_QUOTE ? name : name.substring(0, LONGEST_QUOTE) + "…";
        return "'" + shown.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?") + "'";
    }

    private static Entry check(String source, Claim claim, long expectedBegin, long dataBytes) {
        Type type = Arrays.stream(Type.values())
                .filter(known -> known.name().equals(claim.dtype()))
                .findFirst()
                .orElseThrow(() -> fault(
                        source,
                        claim,
                        "its type is " + quote(claim.dtype())
                                + ", but only F32 and U8 are supported: convert it to 32-bit floats before saving"));
        Shape shape = shape(source, claim);
        checkPlace(source, claim, dataBytes);
        long bytes = (long) type.bytes * shape.length();
        if (claim.end() - claim.begin() != bytes) {
            throw fault(
                    source,
                    claim,
                    "its shape " + shape + " needs " + bytes + " bytes, but its data_offsets " + claim.place()
                            + " give " + (claim.end() - claim.begin()));
        }
        if (claim.begin() != expectedBegin) {
            String fault = claim.begin() < expectedBegin ? "overlaps the tensor before it" : "leaves a gap before it";
            throw fault(
                    source,
                    claim,
                    "its data " + fault + ": data_offsets " + claim.place() + " should begin at " + expectedBegin);
        }
        return new Entry(claim.name(), shape, type);
    }

    /** Refuses a tensor that the file does not hold. */
    static void checkPlace(String source, Claim claim, long dataBytes) {
        if (claim.begin() < 0 || claim.end() < claim.begin()) {
            throw fault(source, claim, "its data_offsets " + claim.place() + " are negative or backwards");
        }
        if (claim.end() > dataBytes) {
            throw fault(
                    source,
                    claim,
                    "its data_offsets " + claim.place() + " reach beyond the " + dataBytes
                            + " bytes of data: the file is cut off or damaged; save or copy it again");
        }
    }

    private static Shape shape(String source, Claim claim) {
        int[] sizes = new int[claim.shape().size()];
        long length = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            long size = claim.shape().get(axis);
            if (size < 1) {
                throw fault(source, claim, "its shape " + claim.shape() + " has a size below 1");
            }
            // Both factors are below 2³¹ here, so that the product is exact.
            length = size > Integer.MAX_VALUE ? Long.MAX_VALUE : length * size;
            if (length > Integer.MAX_VALUE) {
                throw fault(
                        source,
                        claim,
                        "its shape " + claim.shape() + " has more than " + Integer.MAX_VALUE
                                + " elements, the most that a tensor can have");
            }
            sizes[axis] = (int) size;
        }
        return Shape.of(sizes);
    }

    private static FileFormatException fault(String source, Claim claim, String problem) {
        return new FileFormatException(source, "tensor " + quote(claim.name()) + ": " + problem);
    }
}
