using System.Reflection;
using System.Runtime.Loader;

namespace FluenceVm.Loader;

/// <summary>
/// The load context of the module's dependencies. An assembly of the platform comes from the host where its version is high
/// enough, because a second copy of, say, System.Text.Json would have types of its own; only then the module's file is taken.
/// </summary>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private readonly string _dependencies = Path.GetDirectoryName(typeof(DependencyContext).Assembly.Location)!;
    private readonly Dictionary<string, string> _platform;

    public DependencyContext()
        : base("FluenceVm")
    {
        var trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? string.Empty;
        _platform = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            _platform[Path.GetFileNameWithoutExtension(path)] = path;
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (name == "FluenceVm.Model")
        {
            // Users hold these types, so there is one of each: the default context's.
            return Default.LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(_dependencies)!, name + ".dll"));
        }
        if (_platform.TryGetValue(name, out var platformFile) && AssemblyName.GetAssemblyName(platformFile).Version >= assemblyName.Version)
        {
            return null;
        }
        var own = Path.Combine(_dependencies, name + ".dll");
        return File.Exists(own) ? LoadFromAssemblyPath(own) : null;
    }
}
