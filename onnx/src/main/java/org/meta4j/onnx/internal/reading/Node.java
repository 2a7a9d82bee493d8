package org.meta4j.onnx.internal.reading;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.onnx.ImportException;

/** A node of an ONNX graph, and its attributes. */
record Node(NodeProto proto) {
    String operator() {
        return proto.getOpType();
    }

    /** What errors call it. */
    String label() {
        return operator() + (proto.getName().isEmpty() ? "" : " '" + proto.getName() + "'");
    }

    String result() {
        return proto.getOutput(0);
    }

    @Nullable
    AttributeProto attribute(String name) {
        for (AttributeProto attribute : proto.getAttributeList()) {
            if (attribute.getName().equals(name)) {
                return attribute;
            }
        }
        return null;
    }

    boolean has(String name) {
        return attribute(name) != null;
    }

    long integer(String name, long otherwise) {
        AttributeProto attribute = attribute(name);
        return attribute == null ? otherwise : attribute.getI();
    }

    double number(String name, double otherwise) {
        AttributeProto attribute = attribute(name);
        return attribute == null ? otherwise : attribute.getF();
    }

    String text(String name, String otherwise) {
        AttributeProto attribute = attribute(name);
        return attribute == null ? otherwise : attribute.getS().toStringUtf8();
    }

    int[] integers(String name, int... otherwise) {
        AttributeProto attribute = attribute(name);
        return attribute == null
                ? otherwise
                : attribute.getIntsList().stream().mapToInt(Math::toIntExact).toArray();
    }

    boolean allAre(String name, int wanted) {
        for (int number : integers(name)) {
            if (number != wanted) {
                return false;
            }
        }
        return true;
    }

    /** The one size of a square; −1 if it has several. */
    int square(String name, int otherwise) {
        int[] sizes = integers(name);
        int size = sizes.length == 0 ? otherwise : sizes[0];
        return allAre(name, size) ? size : -1;
    }

    ImportException cannot(String what) {
        return new ImportException(label() + " cannot be read: " + what);
    }

    /** An argument that has to be there. */
    Datum argument(List<@Nullable Datum> arguments, int place) {
        Datum datum = place < arguments.size() ? arguments.get(place) : null;
        if (datum == null) {
            throw cannot("its argument " + place + " is missing");
        }
        return datum;
    }

    /** An argument that may be left out. */
    static @Nullable Datum optional(List<@Nullable Datum> arguments, int place) {
        return place < arguments.size() ? arguments.get(place) : null;
    }

    /** An argument that depends on the examples. */
    Laid laid(List<@Nullable Datum> arguments, int place) {
        if (argument(arguments, place) instanceof Laid laid) {
            return laid;
        }
        throw cannot("its argument " + place + " is a constant, where something made of the examples is expected");
    }

    /** An argument that is a constant of the file. */
    Floats floats(List<@Nullable Datum> arguments, int place) {
        if (argument(arguments, place) instanceof Floats floats) {
            return floats;
        }
        throw cannot("its argument " + place + " is computed, where a constant of the file is expected");
    }

    /** An argument of whole numbers. */
    Whole whole(List<@Nullable Datum> arguments, int place) {
        if (argument(arguments, place) instanceof Whole whole) {
            return whole;
        }
        throw cannot("its argument " + place + " is not known before it runs");
    }
}
