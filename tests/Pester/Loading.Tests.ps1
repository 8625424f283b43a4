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
        $loaded = Invoke-FreshShell ('[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object Location -like "*FluenceVm*" | ' +
            'ForEach-Object { $_.GetName().Name }')
        $loaded.Trim() -split '\s+' | Sort-Object | Should -Be @('FluenceVm', 'FluenceVm.Loader', 'FluenceVm.Model')
    }

    It 'keeps its dependencies out of the default load context' {
        if ($PSEdition -ne 'Core') { Set-ItResult -Skipped -Because 'Windows PowerShell has one load context for all' }
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
            $shell = [powershell]::Create().AddScript(("Import-Module '$env:FLUENCEVM_MODULE'; `$null = Connect-Fluence -Emulator; " +
                "1..5 | ForEach-Object { (Get-FluenceVm).Count }"))
            [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
        }
        $counts = $shells | ForEach-Object { $_.Shell.EndInvoke($_.Running); $_.Shell.Dispose() }
        $counts.Count | Should -Be 20
        ($counts | Sort-Object -Unique).Count | Should -Be 1
    }

    It 'stands beside a module that brings other versions of the same packages, whichever comes first' {
        if ($PSEdition -ne 'Core') { Set-ItResult -Skipped -Because 'Windows PowerShell has one load context for all' }
        $neighbour = Join-Path $PSScriptRoot '../Programs/Neighbour/bin/Release/netstandard2.0/Neighbour.dll'
        if (-not (Test-Path $neighbour)) {
            Set-ItResult -Skipped -Because 'tests/Programs/Neighbour is not built: ./build.sh test builds it'
        }
        $ours = '$null = Connect-Fluence -Emulator; "ours $((Get-FluenceVm).Count -gt 0)"'
        $loaded = @'
[AppDomain]::CurrentDomain.GetAssemblies() |
    Where-Object { $_.GetName().Name -eq 'Polly.Core' } | ForEach-Object {
    "$($_.GetName().Name) of $([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name)"
} | Sort-Object
'@
        $alone = & $Program @ProgramStart -NoProfile -NonInteractive -Command "Import-Module '$neighbour'; Use-Neighbour" | Out-String
        $alone | Should -Match '"answer":42'
        foreach ($order in "Import-Module '$neighbour'; Use-Neighbour; $ours; Use-Neighbour; $ours; $loaded",
            "$ours; Import-Module '$neighbour'; Use-Neighbour; $ours; Use-Neighbour; $loaded") {
            $text = Invoke-FreshShell $order
            [regex]::Matches($text, 'ours True').Count | Should -Be 2
            # What the other module says of its versions is what it says alone.
            [regex]::Matches($text, [regex]::Escape($alone)).Count | Should -Be 2
            $text | Should -Match 'Polly.Core of Default\s+Polly.Core of FluenceVm'
        }
    }

    It 'hands nothing of its own to other modules' {
        if ($PSEdition -ne 'Core') { Set-ItResult -Skipped -Because 'Windows PowerShell has one load context for all' }
        $text = Invoke-FreshShell @'
$null = Connect-Fluence -Emulator
$null = Get-FluenceVm
foreach ($name in 'Polly.Core', 'Microsoft.Bcl.TimeProvider') {
    try { "$([Reflection.Assembly]::Load($name)) is there" } catch [IO.FileNotFoundException] { "$name is not" }
}
'@
        [regex]::Matches($text, 'is not').Count | Should -Be 2
        $text | Should -Not -Match 'is there'
    }
}

Describe 'Sessions' {
    BeforeAll {
        # Two clouds that can be told apart by what they have.
        $emulators = 1..2 | ForEach-Object { Start-VmEmulator }
        foreach ($number in 1..2) {
            $null = Connect-Fluence -Endpoint $emulators[$number - 1].Uri -ApiKey $emulators[$number - 1].ApiKey
            $null = New-FluenceVm "only-$number" ubuntu-22-04-x64 laptop
        }
        $connect = 'param($module, $uri, $key, $generation) Import-Module $module; $null = Connect-Fluence -Endpoint $uri -ApiKey ' +
            '$key -ApiVersion $generation; 1..5 | ForEach-Object { (Get-FluenceVm only-*).Name }'
        function Get-Argument($Number) { $env:FLUENCEVM_MODULE, $emulators[$Number - 1].Uri, $emulators[$Number - 1].ApiKey, $Generation }
    }
    AfterAll { Disconnect-TestEmulator }

    It 'have a connection each: runspaces at the same time' {
        $running = foreach ($number in 1..2) {
            $shell = [powershell]::Create().AddScript($connect)
            foreach ($argument in Get-Argument $number) { $null = $shell.AddArgument($argument) }
            [pscustomobject]@{ Number = $number; Shell = $shell; Result = $shell.BeginInvoke() }
        }
        foreach ($each in $running) {
            $each.Shell.EndInvoke($each.Result) | Should -Be (@("only-$($each.Number)") * 5)
            $each.Shell.Streams.Error | Should -BeNullOrEmpty
            $each.Shell.Dispose()
        }
    }

    It 'have a connection each: ForEach-Object -Parallel' {
        if ($PSEdition -ne 'Core') { Set-ItResult -Skipped -Because 'ForEach-Object -Parallel came with PowerShell 7' }
        $arguments = @{ 1 = Get-Argument 1; 2 = Get-Argument 2 }
        $result = 1..6 | ForEach-Object -ThrottleLimit 3 -Parallel {
            $number = 1 + $_ % 2
            $module, $uri, $key, $generation = ($using:arguments)[$number]
            Import-Module $module
            $null = Connect-Fluence -Endpoint $uri -ApiKey $key -ApiVersion $generation
            [pscustomobject]@{ Number = $number; Name = (Get-FluenceVm only-*).Name }
        }
        $result.Count | Should -Be 6
        $result | ForEach-Object { $_.Name | Should -Be "only-$($_.Number)" }
    }

    It 'have a connection each: Start-ThreadJob' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'this PowerShell has no Start-ThreadJob'
        }
        $jobs = foreach ($number in 1..2) {
            Start-ThreadJob ([scriptblock]::Create($connect)) -ArgumentList (Get-Argument $number) -Name $number
        }
        foreach ($job in $jobs) { Receive-Job $job -Wait -AutoRemoveJob | Should -Be (@("only-$($job.Name)") * 5) }
    }

    It 'may share a connection that is passed on' {
        $context = Get-FluenceContext
        $shells = 1..3 | ForEach-Object {
            $shell = [powershell]::Create().AddScript(('param($module, $context) Import-Module $module; (Get-FluenceVm only-* ' +
                '-Connection $context).Name')).AddArgument($env:FLUENCEVM_MODULE).AddArgument($context)
            [pscustomobject]@{ Shell = $shell; Result = $shell.BeginInvoke() }
        }
        $shells | ForEach-Object { $_.Shell.EndInvoke($_.Result); $_.Shell.Dispose() } | Should -Be 'only-2', 'only-2', 'only-2'
        (Get-FluenceVm only-*).Name | Should -Be 'only-2'
    }

    It 'keep what others have open when one of them removes the module' {
        $shell = [powershell]::Create().AddScript($connect + '; Remove-Module FluenceVm; Import-Module $module; Get-FluenceContext')
        foreach ($argument in Get-Argument 1) { $null = $shell.AddArgument($argument) }
        $shell.Invoke() | Should -Be (@('only-1') * 5)
        $shell.Dispose()
        (Get-FluenceVm only-*).Name | Should -Be 'only-2'
    }
}
