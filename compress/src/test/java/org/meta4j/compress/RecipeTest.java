package org.meta4j.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantize(4)",
                "prune(0.9).then(quantize(4)).then(huffman())",
                "prune(0.5, layer).then(share(5))",
                "quantize(8, tensor, affine, min-max)",
                "quantize(2, percentile)",
                "ternary().then(huffman())",
                "prune(0.5).then(train(100)).then(prune(0.9)).then(train(200, 0.001)).then(huffman())",
                "prune(0.8).then(rewind()).then(train(100)).then(quantize(4)).then(train(50, learned))",
                "movement(0.9, 300).then(train(100)).then(quantize(4))",
                "movement(0.9, 300, 0.001).then(huffman())",
                "gradual(0.9, 300).then(quantize(4)).then(train(50))",
                "gradual(0.9, 300, 0.002, layer, a.weight=0.0, b.weight=0.95)",
                "factorize(0.95).then(quantize(4)).then(huffman())",
                "narrow(32).then(quantize(3)).then(normalize(20))",
                "prune(0.5, layer, a.weight=0.0, b.weight=0.9).then(quantize(4, tensor, a.weight=8))"
            })
    void aRecipeIsReadAsItIsWritten(String text) {
        assertThat(Recipe.parse(text)).hasToString(text);
    }

    @Test
    void wordsComeInAnyOrderAndSpacesDoNotMatter() {
        assertThat(Recipe.parse(" prune( 0.9 ) .then( quantize(4 ,min-max,tensor) )".replace(" .then", ".then")))
                .hasToString("prune(0.9).then(quantize(4, tensor, min-max))");
    }

    @Test
    void stagesWrittenInJavaAreThoseOfTheText() {
        Recipe recipe = Recipe.prune(0.9).then(Recipe.quantize(4)).then(Recipe.huffman());

        assertThat(recipe).isEqualTo(Recipe.parse("prune(0.9).then(quantize(4)).then(huffman())"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quantize(0) | bits of quantize must be from 2 to 8, but were 0",
                "quantize(33) | bits of quantize must be from 2 to 8, but were 33",
                "quantize(1) | for three levels there is ternary()",
                "share(9) | bits of share must be from 1 to 8, but were 9",
                "prune(1) | sparsity of prune must be above 0 and below 1, but was 1.0",
                "prune(NaN) | must be above 0 and below 1, but was NaN",
                "prune(x) | the sparsity of prune is 'x', which is no number",
                "quantize(2.5) | the bits of quantize are '2.5', which is no whole number",
                "quantize() | lacks its number: write for example quantize(4)",
                "quantise(4) | unknown stage 'quantise': did you mean 'quantize'?",
                "quantize(4, chanel) | unknown word of quantize 'chanel': did you mean 'channel'?",
                "huffman(2) | huffman has more than it needs: '2'",
                "quantize(4)quantize(4) | goes on with 'quantize(4)'",
                "quantize(4).then(huffman() | lacks a closing bracket after huffman()",
                "quantize(4).then( | ends where a stage should be",
                "4 bits | has no stage at '4 bits'",
                "quantize(4).then(share(3)) | both quantize(4) and share(3) give weights their levels: keep one of them",
                "quantize(4, a=9) | the bits of a in quantize must be from 2 to 8, but were 9",
                "quantize(4, a=x) | the bits of 'a' in quantize are 'x', which is no such number",
                "prune(0.5, a=1) | the sparsity of a in prune must be at least 0 and below 1, but was 1.0",
                "factorize(1) | the share of factorize must be above 0 and below 1, but was 1.0",
                "factorize(0.9).then(train(5)) | whose factors are rounded and stored, but not trained or cut: put it before",
                "prune(0.9).then(factorize(0.9)) | of which a product of factors keeps nothing",
                "movement(0.9) | lacks its number: write for example movement(0.9, 500)",
                "movement(0.9, 0) | the iterations of movement must be at least 1, but were 0",
                "movement(0.9, 5).then(prune(0.95)) | cut weights, by what cannot be compared: keep one of them",
                "movement(0.5, 5).then(train(5)).then(movement(0.9, 5)) | keep one of them",
                "quantize(4).then(movement(0.9, 5)) | movement(0.9, 5) comes after quantize(4)",
                "gradual(0.9) | lacks its number: write for example gradual(0.9, 2000)",
                "gradual(0, 5) | sparsity of gradual must be above 0 and below 1, but was 0.0",
                "gradual(0.9, 5, 3) | the rate of gradual must be above 0 and at most 1, but was 3.0",
                "gradual(0.9, 5, b=1) | the sparsity of b in gradual must be at least 0 and below 1, but was 1.0",
                "prune(0.5).then(gradual(0.9, 5)) | cut weights, by what cannot be compared: keep one of them",
                "gradual(0.5, 5).then(train(5)).then(gradual(0.9, 5)) | keep one of them",
                "quantize(4).then(gradual(0.9, 5)) | gradual(0.9, 5) comes after quantize(4)",
                "train(0) | the iterations of train must be at least 1, but were 0",
                "train(10, 2) | the rate of train must be above 0 and at most 1, but was 2.0",
                "train(10, fast) | unknown word of train 'fast'",
                "normalize(0) | the iterations of normalize must be at least 1, but were 0",
                "train(10).then(train(10)) | has both train(10) and train(10): keep one of them",
                "prune(0.9).then(prune(0.95)) | keep one of them, or train between them",
                "prune(0.9).then(train(9)).then(prune(0.5)) | the shares of pruning must grow",
                "rewind().then(train(9)) | put it behind prune, without narrow, before levels are given, and let train(N) follow",
                "prune(0.5).then(rewind()) | let train(N) follow",
                "quantize(4).then(quantize(8)) | has both quantize(4) and quantize(8)",
                "quantize(4).then(prune(0.5)) | prune(0.5) comes after quantize(4)",
                "huffman().then(quantize(4)) | quantize(4) comes after it: put it last"
            })
    void whatIsNoRecipeIsRefusedWithItsReason(String text, String reason) {
        assertThatThrownBy(() -> Recipe.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void yamlIsReadAsItIsWritten() {
        Recipe recipe = Recipe.parse("prune(0.5, layer).then(train(100, 0.001, learned)).then(quantize(4, min-max))"
                + ".then(train(9)).then(normalize(20)).then(huffman())");

        assertThat(recipe.toYaml()).isEqualTo("""
                        - prune: {sparsity: 0.5, scope: layer}
                        - train: {iterations: 100, rate: 0.001, scales: learned}
                        - quantize: {bits: 4, per: channel, zero: symmetric, range: min-max}
                        - train: {iterations: 9, rate: 5.0E-4, scales: refit}
                        - normalize: {iterations: 20}
                        - huffman
                        """);
        assertThat(Recipe.fromYaml(recipe.toYaml())).isEqualTo(recipe);
        Recipe layers = Recipe.parse("prune(0.5, a.b=0.25).then(quantize(4, a.b=8, c.d=2))");
        assertThat(layers.toYaml()).isEqualTo("""
                        - prune: {sparsity: 0.5, scope: model, layers: {a.b: 0.25}}
                        - quantize: {bits: 4, per: channel, zero: symmetric, range: mse, layers: {a.b: 8, c.d: 2}}
                        """);
        assertThat(Recipe.fromYaml(layers.toYaml())).isEqualTo(layers);
        Recipe lottery = Recipe.parse("prune(0.8).then(rewind()).then(train(5)).then(share(3))");
        assertThat(Recipe.fromYaml(lottery.toYaml())).isEqualTo(lottery);
    }

    @Test
    void yamlMayBeShort() {
        assertThat(Recipe.fromYaml("# small\n- prune: 0.9\n- quantize(4, tensor)\n- huffman\n"))
                .hasToString("prune(0.9).then(quantize(4, tensor)).then(huffman())");
        assertThat(Recipe.fromYaml("- quantize: {range: percentile, bits: 3}")).hasToString("quantize(3, percentile)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bits: 4 | a recipe as YAML is a list of stages",
                "- [1, 2] | a stage of a recipe as YAML has one name",
                "- quantise: {bits: 4} | unknown stage 'quantise': did you mean 'quantize'?",
                "- quantize: {bit: 4} | unknown field of quantize 'bit': did you mean 'bits'?",
                "- quantize: {per: tensor} | the bits of quantize are 'tensor', which is no whole number",
                "- prune: 1 | sparsity of prune must be above 0 and below 1",
                "'- {' | the recipe is no YAML",
            })
    void yamlThatIsNoRecipeIsRefusedWithItsReason(String yaml, String reason) {
        assertThatThrownBy(() -> Recipe.fromYaml(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
