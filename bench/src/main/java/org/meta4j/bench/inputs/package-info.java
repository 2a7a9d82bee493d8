/**
 * The fixed inputs of the benchmark's workloads and the first values that every implementation must
 * give on them, so that meta4j and its peers in Python are timed on the very same numbers.
 */
@NullMarked
package org.meta4j.bench.inputs;

import org.jspecify.annotations.NullMarked;
