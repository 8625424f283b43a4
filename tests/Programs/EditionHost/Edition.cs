using System.Reflection;

namespace FluenceVm.EditionHost;

/// <summary>
/// An edition of the module, opened as PowerShell opens it: the model and the edition's loader by their paths, the rest by
/// that loader.
/// </summary>
internal sealed class Edition(string folder)
{
    private readonly string _module = Path.GetDirectoryName(folder)!;

    /// <summary>Makes the module's assemblies findable. Nothing that names a type of them may run before.</summary>
    public void Attach()
    {
        Open(_module, "FluenceVm.Model");
        Open(folder, "FluenceVm.Loader").GetType("FluenceVm.Loader.ModuleDependencies", throwOnError: true)!.GetMethod("Attach")!.Invoke(
            null,
            []);
    }

    /// <summary>Says whether somebody else who misses a package of the module gets the module's.</summary>
    public static void ReportForeign()
    {
        try
        {
            Assembly.Load("Polly.Core, Version=1.2.3.4, Culture=neutral, PublicKeyToken=c8a3ffc3f8f825cc");
            Console.WriteLine("foreign: answered True");
        }
        catch (FileNotFoundException)
        {
            Console.WriteLine("foreign: answered False");
        }
    }

    /// <summary>Writes a line for each loaded assembly: its name, its version, and whose it is.</summary>
    public void Report()
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(each => !each.IsDynamic && each.Location.Length > 0))
        {
            var name = assembly.GetName();
            var ours = assembly.Location.StartsWith(_module, StringComparison.OrdinalIgnoreCase);
            Console.WriteLine($"loaded {name.Name} {name.Version} {(ours ? "module" : "host")} {ContextOf(assembly)}");
        }
    }

#if NETFRAMEWORK
    private static Assembly Open(string folder, string name)
    {
        var assembly = Assembly.LoadFrom(Path.Combine(folder, name + ".dll"));
        // What was loaded by its path isn't found by its name; Windows PowerShell answers so for the modules that it has loaded.
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => new AssemblyName(wanted.Name).Name == name ? assembly : null;
        return assembly;
    }

    private static string ContextOf(Assembly _) => "Default";
#else
    private static Assembly Open(string folder, string name) =>
        System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, name + ".dll"));

    private static string ContextOf(Assembly assembly) => System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(assembly)!.Name!;
#endif
}
