using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using FluenceVm.Loader;
using FluenceVm.Model;

namespace FluenceVm;

/// <summary>What PowerShell calls when the module is imported and removed.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Makes the module's dependencies findable. Nothing of them is loaded yet.</summary>
    /// <exception cref="InvalidOperationException">This PowerShell is too old.</exception>
    public void OnImport()
    {
        RefuseOldPowerShell(Environment.Version);
        AppDomain.CurrentDomain.AssemblyResolve += ResolveLoader;
        try
        {
            Attach();
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= ResolveLoader;
        }
    }

    /// <summary>Closes what this runspace has open.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        RunspaceConnections.Close();
        ModuleDependencies.Detach();
    }

    // PowerShell 7.0 to 7.3 are between the .NET Framework 4 of Windows PowerShell and .NET 8, and the module's assemblies fail there.
    internal static void RefuseOldPowerShell(Version runtime)
    {
        if (runtime.Major is > 4 and < 8 or 3)
        {
            throw new InvalidOperationException(Text.Of(nameof(Messages.PowerShellTooOld), runtime));
        }
    }

    // A method of its own: the runtime looks for the loader when it compiles the method that names it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Attach() => ModuleDependencies.Attach();

    // Windows PowerShell and PowerShell 7 have one cmdlet assembly and a loader each.
    private static Assembly? ResolveLoader(object? sender, ResolveEventArgs args)
    {
        var edition = Environment.Version.Major == 4 ? "desktop" : "core";
        return new AssemblyName(args.Name).Name == "FluenceVm.Loader"
            ? Assembly.LoadFrom(
                Path.Combine(Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!, edition, "FluenceVm.Loader.dll"))
            : null;
    }
}
