/**
 * The arithmetic under the executors: one interface, a provider on the Vector API and one in plain
 * Java. Chosen once, at start-up.
 */
@NullMarked
package org.meta4j.engine.internal.kernels;

import org.jspecify.annotations.NullMarked;
