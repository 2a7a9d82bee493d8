package org.meta4j.app.example;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Screen;
import org.meta4j.data.DataException;
import org.meta4j.data.FashionMnist;
import org.meta4j.data.IdxImages;
import org.meta4j.data.Mnist;
import org.meta4j.engine.Workers;
import org.meta4j.learners.supervised.EpochResult;

/**
 * What a program is run with.
 *
 * @param data folder that holds {@code mnist} and {@code fashion-mnist}, or the files of one of them; null if none was named
 * @param fashion whether Fashion-MNIST takes the place of MNIST
 * @param wishedEpochs null for the program's own
 * @param seed of everything random
 * @param workers threads
 * @param screen where progress is shown
 */
record ExampleRun(
        @Nullable Path data,
        boolean fashion,
        @Nullable Integer wishedEpochs,
        long seed,
        Workers workers,
        Screen screen) {
    private static final double PERCENT = 100;

    int epochs(int usual) {
        return wishedEpochs == null ? usual : wishedEpochs;
    }

    /** MNIST, or Fashion-MNIST in its place. */
    IdxImages images() {
        return load(fashion);
    }

    /** The other of the two: a new task. */
    IdxImages otherImages() {
        return load(!fashion);
    }

    private IdxImages load(boolean clothes) {
        Path folder = data;
        if (folder == null) {
            throw new DataException("this example needs --data DIR, the folder with mnist and fashion-mnist: fetch"
                    + " them with 'meta4j data get mnist -o DIR/mnist'");
        }
        return clothes ? FashionMnist.load(folder, IdxImages.SIDE) : Mnist.load(folder, IdxImages.SIDE);
    }

    /** Shows an epoch of supervised training. */
    void show(String what, EpochResult epoch) {
        screen.line(String.format(
                Locale.ROOT,
                "%s, epoch %d of %d: loss %.4f%s, %.1f s",
                what,
                epoch.epoch(),
                epoch.epochs(),
                epoch.loss(),
                Double.isNaN(epoch.accuracy()) ? "" : ", test accuracy " + percent(epoch.accuracy()),
                epoch.trainSeconds()));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", PERCENT * share);
    }
}
