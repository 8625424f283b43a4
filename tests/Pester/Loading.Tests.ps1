BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Loading' {
    It 'exports exactly what the manifest names' {
        $manifest = Test-ModuleManifest (Join-Path (Get-Module FluenceVm).ModuleBase FluenceVm.psd1)
        (Get-Command -Module FluenceVm).Name | Sort-Object | Should -Be ($manifest.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'runs every command after Import-Module -Force, and after Remove-Module' {
        $text = Invoke-FreshShell @"
Import-Module '$env:FLUENCEVM_MODULE' -Force
`$null = Connect-Fluence -Emulator
"first `$((Get-FluenceVm).Count -gt 0)"
Import-Module '$env:FLUENCEVM_MODULE' -Force
`$null = Connect-Fluence -Emulator
"second `$((Get-FluenceVm).Count -gt 0)"
Remove-Module FluenceVm
Import-Module '$env:FLUENCEVM_MODULE'
`$null = Connect-Fluence -Emulator
"third `$((Get-FluenceVm).Count -gt 0)"
"commands `$((Get-Command -Module FluenceVm).Count)"
"@
        $text | Should -Match 'first True'
        $text | Should -Match 'second True'
        $text | Should -Match 'third True'
        $text | Should -Match "commands $((Get-Command -Module FluenceVm).Count)\b"
    }

    It 'loads nothing but cmdlets, model and loader at import' {
        $loaded = Invoke-FreshShell '[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object Location -like "*FluenceVm*" | ForEach-Object { $_.GetName().Name }'
        $loaded.Trim() -split '\s+' | Sort-Object | Should -Be @('FluenceVm', 'FluenceVm.Loader', 'FluenceVm.Model')
    }

    It 'keeps its dependencies out of the default load context' -Skip:($PSEdition -ne 'Core') {
        $text = Invoke-FreshShell @'
$null = Connect-Fluence -Emulator
$null = Get-FluenceVm
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object Location -like '*FluenceVm*' | ForEach-Object {
    "$($_.GetName().Name)=$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name)"
}
'@
        $default = [regex]::Matches($text, '(\S+)=Default').ForEach({ $_.Groups[1].Value }) | Sort-Object
        $default | Should -Be @('FluenceVm', 'FluenceVm.Loader', 'FluenceVm.Model')
        $text | Should -Match 'FluenceVm\.Clouds=FluenceVm'
        $text | Should -Match 'Polly\.Core=FluenceVm'
    }

    It 'gives objects whose type users can name' {
        $null = Connect-Fluence -Emulator
        (Get-FluenceVm)[0] -is [FluenceVm.Model.Vm] | Should -BeTrue
        Disconnect-Fluence
    }

    It 'works in several runspaces at once, each with a connection of its own' {
        $shells = 1..4 | ForEach-Object {
            $shell = [powershell]::Create().AddScript("Import-Module '$env:FLUENCEVM_MODULE'; `$null = Connect-Fluence -Emulator; 1..5 | ForEach-Object { (Get-FluenceVm).Count }")
            [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
        }
        $counts = $shells | ForEach-Object { $_.Shell.EndInvoke($_.Running); $_.Shell.Dispose() }
        $counts.Count | Should -Be 20
        ($counts | Sort-Object -Unique).Count | Should -Be 1
    }
}
