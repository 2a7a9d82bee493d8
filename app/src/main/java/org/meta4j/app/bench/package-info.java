/** The command {@code bench}: the fixed workloads, timed. */
@NullMarked
package org.meta4j.app.bench;

import org.jspecify.annotations.NullMarked;
