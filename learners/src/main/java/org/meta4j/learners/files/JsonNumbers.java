package org.meta4j.learners.files;

import java.util.function.Function;
import java.util.stream.DoubleStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Floating-point numbers in a language without NaN: what is not finite is written as null, and null is
 * read as NaN where a primitive number is wanted.
 */
final class JsonNumbers extends SimpleModule {
    private static final long serialVersionUID = 1;

    JsonNumbers() {
        super("meta4j-numbers");
        addSerializer(double.class, new DoubleSerializer(double.class));
        addSerializer(Double.class, new DoubleSerializer(Double.class));
        addSerializer(float.class, new FloatSerializer(float.class));
        addSerializer(Float.class, new FloatSerializer(Float.class));
        addSerializer(double[].class, new DoublesSerializer());
        addSerializer(float[].class, new FloatsSerializer());
        addDeserializer(double[].class, new DoublesDeserializer());
        addDeserializer(float[].class, new FloatsDeserializer());
        addDeserializer(double.class, new NumberDeserializer<>(double.class, Double.NaN, JsonParser::getDoubleValue));
        addDeserializer(float.class, new NumberDeserializer<>(float.class, Float.NaN, JsonParser::getFloatValue));
    }

    private static void write(double value, JsonGenerator json) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    private static void write(float value, JsonGenerator json) {
        if (Float.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    private static final class DoubleSerializer extends StdSerializer<Double> {
        DoubleSerializer(Class<?> type) {
            super(type);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializationContext context) {
            write((double) value, json);
        }
    }

    private static final class FloatSerializer extends StdSerializer<Float> {
        FloatSerializer(Class<?> type) {
            super(type);
        }

        @Override
        public void serialize(Float value, JsonGenerator json, SerializationContext context) {
            write((float) value, json);
        }
    }

    private static final class DoublesSerializer extends StdSerializer<double[]> {
        DoublesSerializer() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] values, JsonGenerator json, SerializationContext context) {
            json.writeStartArray();
            for (double value : values) {
                write(value, json);
            }
            json.writeEndArray();
        }
    }

    private static final class FloatsSerializer extends StdSerializer<float[]> {
        FloatsSerializer() {
            super(float[].class);
        }

        @Override
        public void serialize(float[] values, JsonGenerator json, SerializationContext context) {
            json.writeStartArray();
            for (float value : values) {
                write(value, json);
            }
            json.writeEndArray();
        }
    }

    private static final class DoublesDeserializer extends StdDeserializer<double[]> {
        DoublesDeserializer() {
            super(double[].class);
        }

        @Override
        public double[] deserialize(JsonParser json, DeserializationContext context) {
            return numbers(json, context, double[].class).toArray();
        }
    }

    private static final class FloatsDeserializer extends StdDeserializer<float[]> {
        FloatsDeserializer() {
            super(float[].class);
        }

        @Override
        public float[] deserialize(JsonParser json, DeserializationContext context) {
            double[] numbers = numbers(json, context, float[].class).toArray();
            float[] result = new float[numbers.length];
            for (int i = 0; i < result.length; i++) {
                // A float's shortest decimal form, read as a double, rounds back to the same float.
                result[i] = (float) numbers[i];
            }
            return result;
        }
    }

    private static DoubleStream numbers(JsonParser json, DeserializationContext context, Class<?> type) {
        DoubleStream.Builder numbers = DoubleStream.builder();
        if (!json.isExpectedStartArrayToken()) {
            context.handleUnexpectedToken(context.constructType(type), json);
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                numbers.add(Double.NaN);
            } else if (json.currentToken().isNumeric()) {
                numbers.add(json.getDoubleValue());
            } else {
                context.handleUnexpectedToken(context.constructType(type), json);
            }
        }
        return numbers.build();
    }

    private static final class NumberDeserializer<T extends Number> extends StdDeserializer<T> {
        private final T nan;
        private final transient Function<JsonParser, T> number;

        NumberDeserializer(Class<T> type, T nan, Function<JsonParser, T> number) {
            super(type);
            this.nan = nan;
            this.number = number;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.currentToken().isNumeric()) {
                return (T) context.handleUnexpectedToken(getValueType(context), json);
            }
            return number.apply(json);
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return nan;
        }
    }
}
