namespace FluenceVm.ModuleTests.House;

/// <summary>Nothing awaits with ConfigureAwait, as .editorconfig says: there is no synchronization context to avoid.</summary>
internal static class WaitingRule
{
    private const string Word = ".ConfigureAwait" + "(";

    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCode && file.Text.Contains(Word, StringComparison.Ordinal)
        select $"{file.Path}: it awaits with ConfigureAwait; .editorconfig says why nothing does.";
}
