package org.meta4j.app.eval;

import java.util.function.Function;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.Evaluator;

/** Work on tasks, with a line of status that says how many are done. */
public final class Watched {
    private Watched() {}

    /** Does work on tasks, and shows how many are done. */
    static <T> T tasks(Streams streams, int wanted, Function<Evaluator.Progress, T> work) {
        return tasks(streams, "", wanted, work);
    }

    /**
     * Does work on tasks, and shows how many are done.
     *
     * @param what is shown before it; may be empty
     * @param wanted tasks in all
     */
    public static <T> T tasks(Streams streams, String what, int wanted, Function<Evaluator.Progress, T> work) {
        Screen screen = new Screen(streams, false);
        String before = what.isEmpty() ? "" : what + ": ";
        try {
            return work.apply(done -> screen.status(
                    (double) done / wanted, before + Texts.count(done) + "/" + Texts.count(wanted) + " tasks"));
        } finally {
            screen.clear();
        }
    }
}
