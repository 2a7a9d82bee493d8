package org.meta4j.app.reproduce;

import org.jspecify.annotations.Nullable;
import org.meta4j.bench.reproduce.Cell;
import org.meta4j.bench.reproduce.Gate;
import org.meta4j.bench.reproduce.Row;

/**
 * A line of the table of reproductions, with names as in JSON. What is measured is null until it is.
 *
 * @param row name of the row
 * @param title of its learner
 * @param cell name of the cell
 * @param gate number to reach; null for none
 * @param atLeast whether the value has to be at least the gate, and not at most
 * @param value accuracy between 0 and 1, or mean squared error
 * @param ci95 half the width of its 95 % interval
 * @param reached whether the value reaches the gate; null without either
 * @param state of the row
 * @param minutes that training may take; 0 where its iterations are given
 * @param training how it was trained
 * @param test how it was tested
 */
record CellResult(
        String row,
        String title,
        String cell,
        @Nullable Double gate,
        boolean atLeast,
        @Nullable Double value,
        @Nullable Double ci95,
        @Nullable Boolean reached,
        State state,
        double minutes,
        @Nullable Training training,
        @Nullable Test test) {
    /** How far a row has come. */
    enum State {
        /** Nothing has been done. */
        OPEN,
        /** Training has begun, and not all is tested. */
        TRAINING,
        /** It is trained and tested. */
        DONE
    }

    /**
     * How a learner was trained.
     *
     * @param command that trains it
     * @param iterations done
     * @param seconds that they took
     * @param threads that computed at the end
     * @param seed of parameters and tasks
     * @param flops floating-point operations of its training tasks
     */
    record Training(String command, long iterations, double seconds, int threads, long seed, double flops) {}

    /**
     * How it was tested.
     *
     * @param command that tests it
     * @param split and part of the data; null where there are none
     * @param batchNorm mode; null for networks that are tested on numbers
     * @param tasks solved
     * @param queries of each class, or of a task of numbers
     * @param seed of the tasks
     * @param seconds that solving took
     */
    record Test(
            String command,
            @Nullable String split,
            @Nullable String batchNorm,
            int tasks,
            int queries,
            long seed,
            double seconds) {}

    static CellResult open(Row row, Cell cell, State state) {
        Gate gate = cell.gate();
        return new CellResult(
                row.name(),
                row.title(),
                cell.name(),
                gate == null ? null : gate.value(),
                gate == null || gate.atLeast(),
                null,
                null,
                null,
                state,
                row.minutes(),
                null,
                null);
    }

    CellResult measured(double newValue, double newInterval, Training newTraining, Test newTest) {
        Boolean done = gate == null ? null : Boolean.valueOf(new Gate(gate, atLeast).reachedBy(newValue));
        return new CellResult(
                row,
                title,
                cell,
                gate,
                atLeast,
                newValue,
                newInterval,
                done,
                State.DONE,
                minutes,
                newTraining,
                newTest);
    }
}
