/** The command {@code train}: settings from options, the run folder, progress, interruption and resumption. */
@NullMarked
package org.meta4j.app.train;

import org.jspecify.annotations.NullMarked;
