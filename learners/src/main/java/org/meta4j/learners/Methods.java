package org.meta4j.learners;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.meta4j.learners.methods.Anil;
import org.meta4j.learners.methods.BaselinePlusPlus;
import org.meta4j.learners.methods.Boil;
import org.meta4j.learners.methods.Cavia;
import org.meta4j.learners.methods.ConditionalProcess;
import org.meta4j.learners.methods.Feat;
import org.meta4j.learners.methods.FullMatching;
import org.meta4j.learners.methods.ImplicitMaml;
import org.meta4j.learners.methods.LaplacianShot;
import org.meta4j.learners.methods.LearnedLstm;
import org.meta4j.learners.methods.LearnedMlp;
import org.meta4j.learners.methods.LearnedRates;
import org.meta4j.learners.methods.Maml;
import org.meta4j.learners.methods.MamlPlus;
import org.meta4j.learners.methods.Mann;
import org.meta4j.learners.methods.Matching;
import org.meta4j.learners.methods.MetaCurvature;
import org.meta4j.learners.methods.MetaLstm;
import org.meta4j.learners.methods.MetaOptNet;
import org.meta4j.learners.methods.MetaSgd;
import org.meta4j.learners.methods.MultiTask;
import org.meta4j.learners.methods.ProtoNet;
import org.meta4j.learners.methods.PtMap;
import org.meta4j.learners.methods.R2d2;
import org.meta4j.learners.methods.Relation;
import org.meta4j.learners.methods.Reptile;
import org.meta4j.learners.methods.Rfs;
import org.meta4j.learners.methods.Siamese;
import org.meta4j.learners.methods.SimpleCnaps;
import org.meta4j.learners.methods.SimpleShot;
import org.meta4j.learners.methods.Snail;
import org.meta4j.learners.methods.SoftPrototypes;
import org.meta4j.learners.methods.Transfer;
import org.meta4j.naming.Suggestions;

/**
 * All meta-learning methods by name: those of this library, then those that others add, which are found by
 * {@link ServiceLoader}: a jar on the class path whose {@code META-INF/services/org.meta4j.learners.Method} names them.
 */
public final class Methods {
    private static final List<Method> OURS = List.of(
            new ProtoNet(),
            new Matching(),
            new FullMatching(),
            new Relation(),
            new R2d2(),
            new MetaOptNet(),
            new Feat(),
            new SimpleCnaps(),
            new SimpleShot(),
            new BaselinePlusPlus(),
            new Rfs(),
            new SoftPrototypes(),
            new LaplacianShot(),
            new PtMap(),
            Siamese.contrastive(),
            Siamese.triplet(),
            new ConditionalProcess(),
            new Snail(),
            new Mann(),
            Maml.secondOrder(),
            Maml.firstOrder(),
            new Anil(),
            new Boil(),
            new MetaSgd(),
            new LearnedRates(),
            new Reptile(),
            new MetaCurvature(),
            new Cavia(),
            new ImplicitMaml(),
            new MamlPlus(),
            new MetaLstm(),
            new LearnedLstm(),
            new LearnedMlp(),
            new MultiTask(),
            new Transfer());

    private static final List<Method> ALL = withOthers(ServiceLoader.load(Method.class));

    private Methods() {}

    /** @throws IllegalArgumentException if two have one name */
    static List<Method> withOthers(Iterable<Method> others) {
        Map<String, Method> named = new LinkedHashMap<>();
        OURS.forEach(method -> named.put(method.name(), method));
        for (Method other : others) {
            Method same = named.putIfAbsent(other.name(), other);
            if (same != null) {
                throw new IllegalArgumentException("two methods have the name '" + other.name() + "', "
                        + same.getClass().getName() + " and "
                        + other.getClass().getName() + ": give one of them another name");
            }
        }
        return List.copyOf(named.values());
    }

    /**
     * Refuses tasks that a method cannot solve.
     *
     * @throws IllegalArgumentException with the methods that can
     */
    public static void requireTasks(Method method, TaskType type) {
        if (!method.tasks().contains(type)) {
            throw new IllegalArgumentException("method '" + method.name() + "' does not do " + type.label() + ": use "
                    + namesWhere(other -> other.tasks().contains(type)));
        }
    }

    /** Names of the methods of a kind, for messages. */
    static String namesWhere(Predicate<Method> kind) {
        return ALL.stream().filter(kind).map(Method::name).collect(Collectors.joining(", "));
    }

    /** All methods, in the order of the table. */
    public static List<Method> all() {
        return ALL;
    }

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException with the nearest name if there is none
     */
    public static Method named(String name) {
        for (Method method : ALL) {
            if (method.name().equals(name)) {
                return method;
            }
        }
        throw new IllegalArgumentException(Suggestions.unknown(
                "method", name, ALL.stream().map(Method::name).toList()));
    }
}
