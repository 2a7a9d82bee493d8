package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meta4j.engine.Value;

/** Element-wise values and reductions that will be one {@link ElementStep}, while it is being gathered. */
final class Group {
    final int step;
    final int length;
    int rowLength;
    final List<Value> members = new ArrayList<>();
    final Set<Value> sources = new HashSet<>();

    Group(int step, int length) {
        this.step = step;
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
}
