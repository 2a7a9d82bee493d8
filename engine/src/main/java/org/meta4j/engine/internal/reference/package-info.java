/** The independent path: naive loops in double precision, for tests and verification. */
@NullMarked
package org.meta4j.engine.internal.reference;

import org.jspecify.annotations.NullMarked;
