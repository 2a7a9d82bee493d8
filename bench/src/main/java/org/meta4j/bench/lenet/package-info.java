/** LeCun's networks for digits, made as small as Deep Compression made them. */
@NullMarked
package org.meta4j.bench.lenet;

import org.jspecify.annotations.NullMarked;
