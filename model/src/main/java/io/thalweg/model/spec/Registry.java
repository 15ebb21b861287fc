package io.thalweg.model.spec;

import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parts of one kind by name: the built-in ones, and those that jars on the class path add.
 *
 * <p>Jars are looked for when a part is first asked for, once. Two parts of one name are an error
 * that names both, not a matter of the class path's order. Thread-safe.
 *
 * @param <F> factory of the part
 */
public final class Registry<F> {
  private final String kind;
  private final Supplier<Map<String, F>> source;
  private volatile @Nullable Map<String, F> parts;

  /**
   * A registry that jars cannot add to.
   *
   * @param kind what the parts are, for messages: "encoder"
   * @param builtIn factories by the name a {@link Spec} gives
   */
  public Registry(String kind, Map<String, F> builtIn) {
    this(kind, () -> new TreeMap<>(builtIn));
  }

  private Registry(String kind, Supplier<Map<String, F>> source) {
    this.kind = kind;
    this.source = source;
  }

  /**
   * A registry that jars add to.
   *
   * @param provider what they implement
   * @param factory the factory a provider is
   */
  public static <F, P extends Provider> Registry<F> open(
      String kind, Map<String, F> builtIn, Class<P> provider, Function<P, F> factory) {
    // The loader of the interface, not of the thread: whichever thread comes first.
    return new Registry<>(
        kind,
        () ->
            merge(kind, builtIn, ServiceLoader.load(provider, provider.getClassLoader()), factory));
  }

  /** The built-in parts and those provided. */
  static <F, P extends Provider> Map<String, F> merge(
      String kind, Map<String, F> builtIn, Iterable<P> provided, Function<P, F> factory) {
    Map<String, F> all = new TreeMap<>(builtIn);
    Map<String, String> owners = new TreeMap<>();
    builtIn.keySet().forEach(type -> owners.put(type, "the built-in one"));
    try {
      for (P provider : provided) {
        String owner = provider.getClass().getName();
        String earlier = owners.putIfAbsent(provider.type(), owner);
        if (earlier != null) {
          throw new IllegalArgumentException(
              "there are two parts '%s' of the kind %s: %s and %s"
                  .formatted(provider.type(), kind, earlier, owner));
        }
        all.put(provider.type(), factory.apply(provider));
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "a jar on the class path fails to add its %s: %s".formatted(kind, e.getMessage()), e);
    }
    return all;
  }

  /** The factory for a spec, or one sentence that names what there is. */
  public F find(Spec spec) {
    Map<String, F> known = parts;
    if (known == null) {
      // Failing, it leaves nothing behind: the next call says the same.
      known = source.get();
      parts = known;
    }
    F factory = known.get(spec.type());
    if (factory == null) {
      throw new IllegalArgumentException(
          "there is no %s '%s'; there is %s".formatted(kind, spec.type(), known.keySet()));
    }
    return factory;
  }
}
