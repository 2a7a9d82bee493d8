/** What this machine can do at most, measured: fused multiply-add in registers, and a large matrix product. */
@NullMarked
package org.meta4j.bench.peaks;

import org.jspecify.annotations.NullMarked;
