using System.Reflection;
using System.Runtime.InteropServices;
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

    // The folder of what was compiled for this machine beforehand, if there is one; the runtime refuses another machine's.
    private static string Platform =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsLinux() ? "linux" : "other")}-" +
        (RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "x64" : "other");

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
        var file = name + ".dll";
        var own = Path.Combine(_dependencies, Platform, file);
        own = File.Exists(own) ? own : Path.Combine(_dependencies, file);
        return !File.Exists(own) || (_platform.TryGetValue(name, out var host) && VersionOf(name, host) >= assemblyName.Version)
            ? null
            : LoadFromAssemblyPath(own);
    }

    // Reading a file apart from loading it costs some milliseconds.
    private static Version? VersionOf(string name, string file) =>
        (Default.Assemblies.Select(assembly => assembly.GetName()).FirstOrDefault(loaded => loaded.Name == name)
            ?? AssemblyName.GetAssemblyName(file)).Version;
}
