/**
 * What plots are made of: axes, ticks, lines, bands, legends. A picture is drawn once, on a {@link
 * org.meta4j.app.pictures.plot.Canvas}, and comes out as SVG or as PNG.
 */
@NullMarked
package org.meta4j.app.pictures.plot;

import org.jspecify.annotations.NullMarked;
