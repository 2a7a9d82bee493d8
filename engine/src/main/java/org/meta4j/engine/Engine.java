package org.meta4j.engine;

import org.meta4j.engine.internal.kernels.KernelProvider;

/** What computes here, for logs and provenance. */
public final class Engine {
    private Engine() {}

    /** Version of the library, or {@code development} when it does not run from a jar. */
    public static String version() {
        String version = Engine.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Name of the kernels in use, e.g. {@code vector-512} or {@code plain}. */
    public static String kernels() {
        return KernelProvider.get().name();
    }
}
