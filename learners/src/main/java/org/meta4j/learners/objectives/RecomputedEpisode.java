package org.meta4j.learners.objectives;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Sequence;
import org.meta4j.engine.Sequence.Part;
import org.meta4j.engine.Sequence.Place;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.inner.Slopes;

/**
 * The meta-gradient of an episode with its inner steps computed again on the way back. With c₀ = start(θ),
 * cᵢ₊₁ = step(cᵢ, θ) and the loss L(cₖ, θ), the adjoints are λₖ = ∂L/∂cₖ and
 *
 * <p>λᵢ = ∂⟨step(cᵢ, θ), λᵢ₊₁⟩/∂cᵢ,
 *
 * <p>which for gradient descent is λᵢ = λᵢ₊₁ − α ∂⟨∇L(cᵢ), λᵢ₊₁⟩/∂cᵢ, a product of a Hessian and a vector. The
 * meta-gradient is ∂⟨start(θ), λ₀⟩/∂θ and what θ adds directly, ∂L/∂θ + Σᵢ ∂⟨step(cᵢ, θ), λᵢ₊₁⟩/∂θ. A step there and
 * a step back are compiled once each; steps that are not alike, once for each kind. Kept are the cᵢ, which have the
 * size of the parameters, not that of the activations; beyond some steps not all of them: see {@link KeptSteps}.
 */
final class RecomputedEpisode {
    private final SteppedObjective objective;
    private final Tensors parameters;
    private final int supports;
    private final int queries;
    private final int width;
    private final Map<String, Shape> carried = new LinkedHashMap<>();
    private final Map<String, Shape> direct = new LinkedHashMap<>();

    private final Sequence sequence = new Sequence();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<Map<String, Place>> kept = new ArrayList<>();

    RecomputedEpisode(SteppedObjective objective, Tensors parameters, int supports, int queries, int width) {
        this.objective = objective;
        this.parameters = parameters;
        this.supports = supports;
        this.queries = queries;
        this.width = width;
        objective
                .start(new Graph().parameters(parameters))
                .asMap()
                .forEach((name, value) -> carried.put(name, value.shape()));
    }

    Program compile() {
        EpisodePart query = new EpisodePart(parameters, carried);
        Episode episode = episode(query, queries);
        query.graph().stage("query");
        Outcome outcome = objective.outcome(objective.finish(query.carried(), query.parameters()), episode);
        Map<String, Value> ofLoss = query.differentiate(outcome.loss());
        addShapes(ofLoss);
        query.outputs.put(InnerMemory.LOSS, outcome.loss());
        query.outputs.put(InnerMemory.SCORES, outcome.scores());
        query.put(InnerMemory.STATISTIC, outcome.statistics());

        Map<Integer, Part> steps = new LinkedHashMap<>();
        Map<Integer, Part> stepsBack = new LinkedHashMap<>();
        for (int number = 0; number < objective.steps(); number++) {
            int first = objective.likeStep(number);
            steps.computeIfAbsent(first, this::step);
            stepsBack.computeIfAbsent(first, this::stepBack);
        }
        // Only now is it known what is added directly; it begins with the loss's part, or with 0.
        direct.forEach((name, shape) -> query.outputs.put(
                EpisodePart.DIRECT + name,
                ofLoss.getOrDefault(name, query.graph().constant(0, shape))));

        places.put(
                Episode.EXAMPLES,
                sequence.input(Episode.EXAMPLES, episode.examples().shape()));
        places.put(
                Episode.TARGETS,
                sequence.input(Episode.TARGETS, episode.targets().shape()));
        carried.forEach((name, shape) -> places.put(EpisodePart.ADJOINT + name, sequence.room(shape)));
        direct.forEach((name, shape) -> places.put(EpisodePart.DIRECT + name, sequence.room(shape)));
        Map<String, Place> summed = new LinkedHashMap<>();
        parameters
                .asMap()
                .forEach((name, tensor) -> summed.put(InnerMemory.GRADIENT + name, sequence.room(tensor.shape())));
        outcome.statistics()
                .asMap()
                .forEach((name, value) -> summed.put(InnerMemory.STATISTIC + name, sequence.room(value.shape())));
        Map<String, Place> perTask = new LinkedHashMap<>();
        perTask.put(InnerMemory.LOSS, sequence.room(Shape.SCALAR));
        perTask.put(InnerMemory.SCORES, sequence.room(outcome.scores().shape()));
        places.putAll(summed);
        places.putAll(perTask);

        KeptSteps plan = KeptSteps.of(objective.steps());
        for (int i = 0; i < plan.rooms(); i++) {
            Map<String, Place> room = new LinkedHashMap<>();
            carried.forEach((name, shape) -> room.put(EpisodePart.CARRIED + name, sequence.room(shape)));
            kept.add(room);
        }
        write(plan, start(), steps, sequence.part(query.outputs), stepsBack, end());
        return sequence.compile(summed, perTask);
    }

    /** Writes down the way there and the way back. */
    private void write(
            KeptSteps plan, Part start, Map<Integer, Part> steps, Part query, Map<Integer, Part> stepsBack, Part end) {
        run(start, Map.of(), kept.get(plan.room(0)));
        for (int number = 0; number < plan.steps(); number++) {
            step(plan, steps, number);
        }
        run(query, kept.get(plan.room(plan.steps())), places);
        for (int number = plan.steps() - 1; number >= 0; number--) {
            for (int again = plan.againFrom(number); again < number; again++) {
                step(plan, steps, again);
            }
            run(part(stepsBack, number), kept.get(plan.room(number)), places);
        }
        run(end, Map.of(), places);
    }

    private void step(KeptSteps plan, Map<Integer, Part> steps, int number) {
        run(part(steps, number), kept.get(plan.room(number)), kept.get(plan.room(number + 1)));
    }

    private Part part(Map<Integer, Part> parts, int number) {
        return Objects.requireNonNull(parts.get(objective.likeStep(number)));
    }

    /** Runs a part on what is carried and all other places; its outputs go where {@code to} has a place for them. */
    private void run(Part part, Map<String, Place> carriedFrom, Map<String, Place> to) {
        Map<String, Place> from = new LinkedHashMap<>(places);
        from.putAll(carriedFrom);
        Map<String, Place> wanted = new LinkedHashMap<>(to);
        wanted.keySet().retainAll(part.outputs());
        sequence.run(part, from, wanted);
    }

    private Episode episode(EpisodePart part, int queryCount) {
        return Episode.of(part.graph(), objective.network().exampleShape(), supports, queryCount, width);
    }

    private Values traceStep(EpisodePart part, int number) {
        part.graph().stage("inner step");
        return objective.step(number, part.carried(), part.parameters(), episode(part, 0), Slopes.DIFFERENTIATED);
    }

    private void addShapes(Map<String, Value> values) {
        values.forEach((name, value) -> direct.put(name, value.shape()));
    }

    // ---- parts ----

    private Part start() {
        EpisodePart part = new EpisodePart(parameters, carried);
        return sequence.part(part.put(EpisodePart.CARRIED, objective.start(part.parameters())).outputs);
    }

    private Part step(int number) {
        EpisodePart part = new EpisodePart(parameters, carried);
        return sequence.part(part.put(EpisodePart.CARRIED, traceStep(part, number)).outputs);
    }

    private Part stepBack(int number) {
        EpisodePart part = new EpisodePart(parameters, carried);
        Map<String, Value> more = part.differentiate(part.product(traceStep(part, number)));
        part.addDirect(more);
        addShapes(more);
        return sequence.part(part.outputs);
    }

    private Part end() {
        EpisodePart part = new EpisodePart(parameters, carried);
        Map<String, Value> ofStart = part.differentiate(part.product(objective.start(part.parameters())));
        part.outputs.clear();
        Values added = part.inputs(EpisodePart.DIRECT, direct);
        part.parameters().asMap().forEach((name, value) -> {
            Value zero = part.graph().constant(0, value.shape());
            Value through = ofStart.getOrDefault(name, zero);
            part.outputs.put(
                    InnerMemory.GRADIENT + name, direct.containsKey(name) ? through.add(added.get(name)) : through);
        });
        return sequence.part(part.outputs);
    }
}
