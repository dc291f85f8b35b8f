package dev.tokenlake.parsing.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ProjectNamesTest {
  @Test
  void theLastPartNamesAProjectAndMoreOnlyWhereItMust() {
    List<ProjectPath> paths = paths("/w/shop", "/w/api", "/clients/one/api", "/clients/two/api");
    ProjectNames names = ProjectNames.of(paths, List.of());

    assertThat(paths)
        .extracting(names::nameOf)
        .containsExactly("shop", "w/api", "one/api", "two/api");
  }

  @Test
  void aPathThatEndsAnotherIsShownWhole() {
    List<ProjectPath> paths = paths("/w/shop", "/v/w/shop");
    ProjectNames names = ProjectNames.of(paths, List.of());

    assertThat(paths).extracting(names::nameOf).containsExactly("/w/shop", "v/w/shop");
  }

  @Test
  void pathsOfEverySystemAreNamedAlike() {
    List<ProjectPath> paths = paths("C:\\work\\shop", "d:\\work\\shop\\", "/work/api/");
    ProjectNames names = ProjectNames.of(paths, List.of());

    assertThat(paths)
        .extracting(names::nameOf)
        .containsExactly("C:/work/shop", "D:/work/shop", "api");
  }

  @Test
  void theLongestRuleThatHoldsAPathNamesIt() {
    List<ProjectRule> rules =
        List.of(rule("/w", "everything"), rule("/w/shop", "storefront"), rule("/x", "elsewhere"));
    List<ProjectPath> paths = paths("/w/shop", "/w/shop/app", "/w/shopping", "/v/storefront");
    ProjectNames names = ProjectNames.of(paths, rules);

    // What a rule does not hold never takes the name of one.
    assertThat(paths)
        .extracting(names::nameOf)
        .containsExactly("storefront", "storefront", "everything", "v/storefront");
  }

  @Test
  void aPathNobodyAskedAboutHasNoName() {
    ProjectNames names = ProjectNames.of(List.of(), List.of());

    assertThatThrownBy(() -> names.nameOf(ProjectPath.of("/w")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No name was made for path: /w");
  }

  @Property
  void namesAreUniqueAndAsShortAsCanBe(@ForAll("pathSets") Set<String> texts) {
    List<ProjectPath> paths = texts.stream().map(ProjectPath::of).toList();
    ProjectNames names = ProjectNames.of(paths, List.of());

    assertThat(paths.stream().map(names::nameOf).collect(Collectors.toSet())).hasSameSizeAs(paths);
    for (ProjectPath path : paths) {
      int parts =
          (int) Arrays.stream(names.nameOf(path).split("/")).filter(p -> !p.isEmpty()).count();
      assertThat(path.text()).endsWith(names.nameOf(path));
      if (parts > 1) {
        String shorter = "/" + tail(path, parts - 1);
        assertThat(paths.stream().filter(other -> other.text().endsWith(shorter)).count())
            .as("%s names more than one of %s", shorter, texts)
            .isGreaterThan(1);
      }
    }
  }

  @Property
  void theOrderOfPathsChangesNoName(@ForAll("pathSets") Set<String> texts) {
    List<ProjectPath> paths = texts.stream().map(ProjectPath::of).toList();
    ProjectNames names = ProjectNames.of(paths, List.of());
    ProjectNames again = ProjectNames.of(new TreeSet<>(paths).descendingSet(), List.of());

    assertThat(paths).allSatisfy(p -> assertThat(again.nameOf(p)).isEqualTo(names.nameOf(p)));
  }

  @Provide
  Arbitrary<Set<String>> pathSets() {
    return Arbitraries.of("a", "b", "shop")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> "/" + String.join("/", parts))
        .set()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static String tail(ProjectPath path, int parts) {
    List<String> all = path.parts();
    return String.join("/", all.subList(all.size() - parts, all.size()));
  }

  private static List<ProjectPath> paths(String... texts) {
    return Arrays.stream(texts).map(ProjectPath::of).toList();
  }

  private static ProjectRule rule(String path, String name) {
    return new ProjectRule(ProjectPath.of(path), name);
  }
}
