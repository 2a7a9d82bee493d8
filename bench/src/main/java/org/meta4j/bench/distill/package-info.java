/** Distillation on digits, as in its first paper. */
@NullMarked
package org.meta4j.bench.distill;

import org.jspecify.annotations.NullMarked;
