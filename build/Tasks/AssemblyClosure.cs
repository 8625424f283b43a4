using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FluenceVm.Build;

/// <summary>Which of a set of assemblies an assembly reaches by its references. Packages depend on more than their code uses.</summary>
internal static class AssemblyClosure
{
    /// <param name="root">The path of the assembly to start from.</param>
    /// <param name="candidates">The paths of the assemblies to choose from.</param>
    public static ISet<string> Of(string root, IEnumerable<string> candidates)
    {
        var byName = candidates.ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
        var reached = new HashSet<string>();
        var open = new Stack<string>([root]);
        while (open.TryPop(out var path))
        {
            if (reached.Add(path))
            {
                References(path).Where(byName.ContainsKey).ToList().ForEach(name => open.Push(byName[name]));
            }
        }

        return reached;
    }

    private static List<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
