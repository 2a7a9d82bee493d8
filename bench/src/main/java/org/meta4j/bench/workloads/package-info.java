/** The fixed workloads S, O and P that every peer is measured on. */
@NullMarked
package org.meta4j.bench.workloads;

import org.jspecify.annotations.NullMarked;
