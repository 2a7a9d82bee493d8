/** The scripts of the Python peers, carried along so that they can be run wherever the program is. */
@NullMarked
package org.meta4j.bench.peers;

import org.jspecify.annotations.NullMarked;
