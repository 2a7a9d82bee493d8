/** Published results that are measured again: what is trained, what it is tested on, and the number to reach. */
@NullMarked
package org.meta4j.bench.reproduce;

import org.jspecify.annotations.NullMarked;
