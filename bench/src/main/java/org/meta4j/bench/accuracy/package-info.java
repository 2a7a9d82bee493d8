/** How long training takes to reach an accuracy on Omniglot, to be compared with the same training elsewhere. */
@NullMarked
package org.meta4j.bench.accuracy;

import org.jspecify.annotations.NullMarked;
