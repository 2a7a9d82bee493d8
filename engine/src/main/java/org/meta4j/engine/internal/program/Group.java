package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.Op;

/** Element-wise values and reductions that will be one {@link ElementStep}, while it is being gathered. */
final class Group extends Item {
    final int length;
    int rowLength;
    final List<Value> members = new ArrayList<>();
    final Set<Value> sources = new HashSet<>();

    Group(int length) {
        this.length = length;
    }

    boolean accepts(int memberLength, int memberRowLength) {
        return memberLength == length && (memberRowLength == 0 || rowLength == 0 || memberRowLength == rowLength);
    }

    void add(Value value, int memberRowLength) {
        members.add(value);
        if (memberRowLength != 0) {
            rowLength = memberRowLength;
        }
    }

    @Override
    List<Value> members() {
        return members;
    }

    @Override
    int images() {
        Value first = members.get(0);
        Shape shape = first.op() instanceof Op.Sum ? first.arguments().get(0).shape() : first.shape();
        return shape.rank() > 1 && takes(shape.size(0)) ? shape.size(0) : 0;
    }

    /** An image is as many elements of each value, in whole rows: where it lies does not depend on a value's shape. */
    @Override
    boolean takes(int images) {
        return length % images == 0 && (rowLength == 0 || length / images % rowLength == 0);
    }

    @Override
    long work() {
        return ElementStep.work(length);
    }
}
