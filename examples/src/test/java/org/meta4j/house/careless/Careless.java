package org.meta4j.house.careless;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.meta4j.app.Main;
import org.meta4j.engine.internal.kernels.KernelProvider;

/** Breaks the rules, one a method, in a package without package-info: the rules have to see it. */
public final class Careless {
    private Careless() {}

    static double chance() {
        return Math.random();
    }

    static int unseeded() {
        return new Random().nextInt() + new SplittableRandom().nextInt();
    }

    static List<Integer> shuffled(List<Integer> numbers) {
        List<Integer> copy = new ArrayList<>(numbers);
        Collections.shuffle(copy);
        return copy;
    }

    static int seededByClock() {
        return new Random(System.nanoTime()).nextInt();
    }

    static void talks() {
        System.out.println("a library prints");
    }

    static int knowsTheApp() {
        return Main.run();
    }

    static void reachesIntoTheEngine() {
        KernelProvider.get();
    }
}
