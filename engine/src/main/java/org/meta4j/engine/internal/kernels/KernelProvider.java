package org.meta4j.engine.internal.kernels;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of this process, chosen once: on the Vector API where its module {@value #MODULE} is resolved,
 * otherwise in plain Java with a line of advice in the log. The system property {@value #PROPERTY} forces
 * {@code vector} or {@code plain}.
 */
public final class KernelProvider {
    /** System property that forces a provider: {@code vector} or {@code plain}. */
    public static final String PROPERTY = "meta4j.kernels";

    private static final String MODULE = "jdk.incubator.vector";

    // Not chosen in a static initializer: a wrong property must be the same readable error at each call.
    private static volatile @Nullable Kernels chosen;

    private KernelProvider() {}

    /**
     * The kernels of this process, the same at each call.
     *
     * @throws IllegalArgumentException if the property asks for a provider that does not exist
     * @throws IllegalStateException if it asks for {@code vector} and the module is not resolved
     */
    public static Kernels get() {
        Kernels kernels = chosen;
        return kernels != null ? kernels : chooseOnce();
    }

    private static synchronized Kernels chooseOnce() {
        Kernels kernels = chosen;
        if (kernels == null) {
            kernels = choose(System.getProperty(PROPERTY, ""), isModuleThere());
            chosen = kernels;
        }
        return kernels;
    }

    static Kernels choose(String wanted, boolean moduleResolved) {
        return switch (wanted) {
            case "plain" -> new PlainKernels();
            case "vector" -> {
                if (!moduleResolved) {
                    throw new IllegalStateException("-D" + PROPERTY + "=vector needs the module " + MODULE
                            + ": start java with --add-modules " + MODULE + ", or leave the property out");
                }
                yield vector();
            }
            case "" -> {
                if (moduleResolved) {
                    yield vector();
                }
                Logger log = System.getLogger(KernelProvider.class.getName());
                log.log(
                        Level.WARNING,
                        "Kernels in plain Java, several times slower than on vectors:"
                                + " start java with --add-modules " + MODULE);
                yield new PlainKernels();
            }
            default ->
                throw new IllegalArgumentException("-D" + PROPERTY + "=" + wanted
                        + " names no kernels: use vector or plain, or leave the property out to have them chosen");
        };
    }

    /** By reflection, as linking this class must not touch a class of a module that may be missing. */
    private static Kernels vector() {
        try {
            return Class.forName(KernelProvider.class.getPackageName() + ".VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels could not be loaded: use -D" + PROPERTY + "=plain", e);
        }
    }

    /** Asks for a class and not for the boot layer's modules: the module may have been loaded after the start. */
    private static boolean isModuleThere() {
        try {
            Class.forName(MODULE + ".FloatVector", false, KernelProvider.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
