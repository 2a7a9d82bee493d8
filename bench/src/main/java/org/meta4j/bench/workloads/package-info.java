/** The fixed workloads S, O, P, A and D that every peer is measured on, and how they are measured. */
@NullMarked
package org.meta4j.bench.workloads;

import org.jspecify.annotations.NullMarked;
