package org.meta4j.app.eval;

import java.util.function.Function;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.Evaluator;

/** Work on tasks, with a line of status that says how many are done. */
final class Watched {
    private Watched() {}

    static <T> T tasks(Streams streams, int wanted, Function<Evaluator.Progress, T> work) {
        Screen screen = new Screen(streams, false);
        try {
            return work.apply(done ->
                    screen.status((double) done / wanted, Texts.count(done) + "/" + Texts.count(wanted) + " tasks"));
        } finally {
            screen.clear();
        }
    }
}
