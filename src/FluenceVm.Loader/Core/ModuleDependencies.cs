using System.Reflection;
using System.Runtime.Loader;

namespace FluenceVm.Loader;

/// <summary>
/// Lets the cmdlet assembly find the module's own dependencies on PowerShell 7: they live in a load context of their own,
/// beside this loader, so that another module's versions of the same packages never meet them.
/// </summary>
public static class ModuleDependencies
{
    private static readonly object Gate = new();
    private static DependencyContext? _context;
    private static int _imports;

    /// <summary>Starts answering for the module's own assemblies. Each call asks for one <see cref="Detach"/>.</summary>
    public static void Attach()
    {
        lock (Gate)
        {
            _context ??= new DependencyContext();
            if (_imports++ == 0)
            {
                AssemblyLoadContext.Default.Resolving += Resolve;
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
                AssemblyLoadContext.Default.Resolving -= Resolve;
            }
        }
    }

    // Only the module's own names: answering for a package would hand our version of it to other modules.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "FluenceVm.Clouds" or "FluenceVm.Emulator" or "FluenceVm.Reports" ? _context?.LoadFromAssemblyName(name) : null;
}
