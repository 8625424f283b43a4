namespace FluenceVm.ModuleTests.House;

/// <summary>Rule 4: no two types of one name in one assembly.</summary>
internal static class NameRule
{
    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from project in files.Where(file => file.IsCode && file.IsIn("src")).GroupBy(Repository.ProjectOf)
        where project.Key is not null
        from declared in project.SelectMany(file => file.Types.Distinct().Select(type => (Type: type, Place: PlaceOf(file))))
            .Distinct()
            .GroupBy(pair => pair.Type)
        where declared.Count() > 1
        select $"{declared.Key} is declared in {string.Join(" and in ", declared.Select(pair => pair.Place))}.";

    // Parts of a type, and the editions of the loader, are one.
    private static string PlaceOf(SourceFile file) => file.IsIn("src/FluenceVm.Loader") ? file.Namespace : file.Path;
}
