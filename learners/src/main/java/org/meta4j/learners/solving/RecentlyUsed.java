package org.meta4j.learners.solving;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was compiled for the sizes of task that were used last; sizes of tasks in one use are few. Not thread-safe. */
final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 16;

    RecentlyUsed() {
        super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
    }
}
