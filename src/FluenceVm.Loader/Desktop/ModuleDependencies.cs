using System.Reflection;

namespace FluenceVm.Loader;

/// <summary>
/// Lets the cmdlet assembly find the module's own dependencies on Windows PowerShell 5.1, which has one load context and no
/// binding redirects for modules: assemblies are matched by simple name.
/// </summary>
public static class ModuleDependencies
{
    private static readonly object Gate = new();
    private static readonly string Dependencies = Path.GetDirectoryName(typeof(ModuleDependencies).Assembly.Location)!;
    private static readonly string[] Folders = [Dependencies, Path.GetDirectoryName(Dependencies)!];
    private static int _imports;

    /// <summary>Starts answering for the module's own assemblies. Each call asks for one <see cref="Detach"/>.</summary>
    public static void Attach()
    {
        lock (Gate)
        {
            if (_imports++ == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve += Resolve;
            }
        }
    }

    /// <summary>Stops answering, once every import of the process has been undone.</summary>
    public static void Detach()
    {
        lock (Gate)
        {
            if (_imports > 0 && --_imports == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
            }
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs args)
    {
        var wanted = new AssemblyName(args.Name);
        if (!IsNeededHere(wanted))
        {
            return null;
        }
        var file = Folders.Select(folder => Path.Combine(folder, wanted.Name + ".dll")).FirstOrDefault(File.Exists);
        return file != null && (wanted.Version is null || AssemblyName.GetAssemblyName(file).Version >= wanted.Version)
            ? Assembly.LoadFrom(file)
            : null;
    }

    // Another module that misses a package must not get ours. .NET Framework doesn't say who asks, but whoever asks is loaded and names
    // exactly this version.
    private static bool IsNeededHere(AssemblyName wanted) =>
        wanted.Name.StartsWith("FluenceVm.", StringComparison.Ordinal)
        || AppDomain.CurrentDomain.GetAssemblies().Any(assembly => IsOwn(assembly) && Names(assembly, wanted));

    private static bool IsOwn(Assembly assembly) =>
        !assembly.IsDynamic && Folders.Contains(Path.GetDirectoryName(assembly.Location), StringComparer.OrdinalIgnoreCase);

    private static bool Names(Assembly assembly, AssemblyName wanted) =>
        assembly.GetReferencedAssemblies().Any(reference => reference.Name == wanted.Name && reference.Version == wanted.Version);
}
