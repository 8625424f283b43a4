BeforeAll {
    . $PSScriptRoot/Setup.ps1

    # Every cmdlet that changes something, with what it needs on the emulator. Restarts, leftovers and parts are of generation Cloud.
    $changes = @{
        'Add-FluenceSshKey'           = "Add-FluenceSshKey new '$(Get-FakePublicKey)'"
        'Add-MachineCredit'           = 'Add-MachineCredit web-1 -Amount 1'
        'Dismount-FluenceDisk'        = 'Dismount-FluenceDisk app-data'
        'Enter-FluenceVm'             = 'Enter-FluenceVm web-2 -Command true'
        'Export-FluenceReport'        = "Export-FluenceReport '$TestDrive/fleet.html'"
        'Export-FluenceSshConfig'     = 'Export-FluenceSshConfig'
        'Mount-FluenceDisk'           = 'Mount-FluenceDisk old-web-boot-0fa4e001 -Vm app-1'
        'New-FluenceApiKey'           = 'New-FluenceApiKey new vms:read 1d'
        'New-FluenceDisk'             = 'New-FluenceDisk new 10 @(Get-FluenceCluster)[0]'
        'New-FluencePublicIp'         = 'New-FluencePublicIp new @(Get-FluenceCluster)[0]'
        'New-FluenceSecurityGroup'    = 'New-FluenceSecurityGroup new @(Get-FluenceVpc)[0]'
        'New-FluenceSubnet'           = 'New-FluenceSubnet new @(Get-FluenceVpc)[0] 10.9.0.0/24'
        'New-FluenceVm'               = 'New-FluenceVm new ubuntu-22-04-x64 laptop'
        'New-FluenceVpc'              = 'New-FluenceVpc new @(Get-FluenceCluster)[0]'
        'New-Machine'                 = "New-Machine -MachineType basic-1 -Image debian-12 -SshKey '$(Get-FakePublicKey)' -Credit 10"
        'Register-FluenceAccount'     = 'Register-FluenceAccount new -KeyVariable PATH'
        'Remove-FluenceApiKey'        = 'Remove-FluenceApiKey spare'
        'Remove-FluenceDisk'          = 'Remove-FluenceDisk old-web-boot-0fa4e001'
        'Remove-FluenceOrphan'        = 'Get-FluenceOrphan | Remove-FluenceOrphan'
        'Remove-FluencePublicIp'      = 'Remove-FluencePublicIp spare'
        'Remove-FluenceSecurityGroup' = 'Remove-FluenceSecurityGroup spare'
        'Remove-FluenceSshKey'        = 'Remove-FluenceSshKey laptop'
        'Remove-FluenceSubnet'        = 'Remove-FluenceSubnet spare'
        'Remove-FluenceVm'            = 'Remove-FluenceVm web-1'
        'Remove-FluenceVpc'           = 'Remove-FluenceVpc spare'
        'Remove-Machine'              = 'Remove-Machine web-1'
        'Resolve-FluenceOrder'        = 'Resolve-FluenceOrder maker -NotCreated'
        'Restart-FluenceVm'           = 'Restart-FluenceVm web-1'
        'Restart-Machine'             = 'Restart-Machine web-1'
        'Set-FluenceDisk'             = 'Set-FluenceDisk app-data -SizeGB 200'
        'Set-FluencePublicIp'         = '@(Get-FluencePublicIp)[0] | Set-FluencePublicIp -NewName other'
        'Set-FluenceSecurityGroup'    = '@(Get-FluenceSecurityGroup)[0] | Set-FluenceSecurityGroup -NewName other'
        'Set-FluenceSubnet'           = '@(Get-FluenceSubnet)[0] | Set-FluenceSubnet -NewName other'
        'Set-FluenceVm'               = 'Set-FluenceVm web-1 -NewName other'
        'Set-FluenceVpc'              = '@(Get-FluenceVpc)[0] | Set-FluenceVpc -NewName other'
        'Set-MachineOwner'            = 'Set-MachineOwner web-1 @((Get-Machine -All).Owner -ne (Get-CudosContext).Owner)[0]'
        'Start-Machine'               = 'Start-Machine build-cache'
        'Stop-Machine'                = 'Stop-Machine web-1'
        'Unregister-FluenceAccount'   = 'Unregister-FluenceAccount old'
    }
    $cmdlets = Get-Command -Module FluenceVm | Where-Object { $_.Parameters.ContainsKey('WhatIf') }
    $dangerous = $cmdlets | Where-Object { ($_.ImplementingType.GetCustomAttributes($true) |
        Where-Object { $_ -is [Management.Automation.CmdletAttribute] }).ConfirmImpact -eq 'High' }

    # Runs changes that ask, and says what became of each, and what the emulator was asked to change.
    function Get-ChangeScript([string[]] $Script) {
        # A disk whose VM went without it.
        '$null = Connect-Cudos -Emulator; $null = Connect-Fluence -Emulator -ApiVersion Cloud'
        ('$maker = New-FluenceVm maker ubuntu-22-04-x64 laptop -OrderKey maker -Confirm:$false; Step-VmEmulator 00:10:00; ' +
            '$maker | Remove-FluenceVm -KeepStorage -Confirm:$false -WarningAction SilentlyContinue; Step-VmEmulator 00:10:00')
        ('$null = New-FluencePublicIp spare @(Get-FluenceCluster)[0] -Confirm:$false; ' +
            '$null = New-FluenceSecurityGroup spare @(Get-FluenceVpc)[0] -Confirm:$false; ' +
            '$null = New-FluenceSubnet spare @(Get-FluenceVpc)[0] 10.8.0.0/24 -Confirm:$false; ' +
            '$null = New-FluenceVpc spare @(Get-FluenceCluster)[0] -Confirm:$false; ' +
            '$null = New-FluenceApiKey spare vms:read 1d -Confirm:$false')
        'Register-FluenceAccount old -KeyVariable PATH -Force'
        '$before = @(Get-VmEmulator -Requests).Count'
        foreach ($line in $Script) {
            $ofCloud = 'Orphan|Restart-Fluence|ApiKey|Disk|PublicIp|SecurityGroup|Subnet|Vpc'
            $version = if ($line -match $ofCloud) { 'Cloud' } else { 'MarketV3' }
            ("`$null = Connect-Fluence -Emulator -ApiVersion $version; try { $line -ErrorAction Stop; 'no error: " +
                "$($line -replace "'")' } catch { ""`$(`$_.FullyQualifiedErrorId) `$_"" }")
        }
        ('"changed: " + ((Get-VmEmulator -Requests | Select-Object -Skip $before | Where-Object { $_.Operation -match ' +
            '"Create|Update|Delete|Restart|Execute" -or $_.Method -in "DELETE", "PATCH" }).Operation -join ",")')
    }

    function Assert-Refused([string] $Text, [string[]] $Names) {
        foreach ($name in $Names) {
            $type = (Get-Command $name).ImplementingType.FullName
            $Text -replace '\s+', ' ' |
                Should -BeLike "*CannotAsk,$type This needs confirmation*nothing was done*-Confirm:`$false*" -Because $name
        }
        $Text | Should -Match 'changed: \s*$'
        $Text | Should -Not -Match 'no error'
    }
}

Describe 'A host that cannot ask' {
    It 'is known to every cmdlet that changes something' {
        $changes.Keys | Sort-Object | Should -Be ($cmdlets.Name | Sort-Object)
        $dangerous.Name |
            Sort-Object |
            Should -Be @(
                'Dismount-FluenceDisk', 'Remove-FluenceApiKey', 'Remove-FluenceDisk', 'Remove-FluenceOrphan'
                'Remove-FluencePublicIp', 'Remove-FluenceSecurityGroup', 'Remove-FluenceSubnet', 'Remove-FluenceVm', 'Remove-FluenceVpc'
                'Remove-Machine', 'Resolve-FluenceOrder', 'Set-MachineOwner'
            )
    }

    It 'gets an error that says what to do, from each of them under -Confirm' {
        $text = Invoke-FreshShell ((Get-ChangeScript ($changes.Values | ForEach-Object { "$_ -Confirm" })) -join "`n")
        Assert-Refused $text $cmdlets.Name
    }

    It 'gets it from what is dangerous without -Confirm too' {
        $text = Invoke-FreshShell ((Get-ChangeScript $changes[$dangerous.Name]) -join "`n")
        Assert-Refused $text $dangerous.Name
    }

    It 'gets it where nobody said -NonInteractive, but the input has ended' {
        $script = "Import-Module '$env:FLUENCEVM_MODULE'`n" + ((Get-ChangeScript $changes[$dangerous.Name]) -join "`n")
        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
        $text = $null | & $Program @ProgramStart -NoProfile -OutputFormat Text -EncodedCommand $encoded | Out-String
        Assert-Refused $text $dangerous.Name
    }

    It 'is told which parameter is missing, by every cmdlet that needs one' {
        $text = Invoke-FreshShell @'
foreach ($cmdlet in Get-Command -Module FluenceVm) {
    if (@($cmdlet.ParameterSets | Where-Object { -not ($_.Parameters | Where-Object IsMandatory) }).Count -eq 0) {
        try { & $cmdlet -ErrorAction Stop; "$($cmdlet.Name) asked nothing" } catch { "$($cmdlet.Name) $($_.FullyQualifiedErrorId)" }
    }
}
'@
        $lines = $text.Trim() -split '\r?\n'
        $lines.Count | Should -BeGreaterThan 10
        $lines | Should -Match ' (MissingMandatoryParameter|AmbiguousParameterSet),'
    }
}

Describe '-WhatIf' {
    BeforeAll {
        # Runs every change under -WhatIf, and says what was written all the same: at a service, or into a file of the module.
        function Invoke-WhatIf([string] $ApiVersion) {
            $journal = '(Get-ChildItem $env:FLUENCEVM_HOME -Recurse -File | ForEach-Object { "$_$(Get-Content $_ -Raw)" }) -join "`n"'
            $script = (Get-ChangeScript ($changes.Values | ForEach-Object { "$_ -WhatIf" })) -join "`n"
            $script = $script.Replace('-ApiVersion MarketV3', "-ApiVersion $ApiVersion")
            $script = $script.Replace('$before = ', "`$files = $journal`n`$before = ")
            (Invoke-FreshShell ("$script`n" + '"written: " + ((Get-VmEmulator -Requests | Select-Object -Skip $before | Where-Object { ' +
                '$_.Method -ne "GET" -and $_.Operation -notin "Estimate", "ListOffers" }).Operation -join ",")' +
                "`n'filed: ' + (`$files -cne ($journal))")) -split '\r?\n'
        }
    }

    It 'only reads in <_>, whichever cmdlet it is' -ForEach 'MarketV3', 'Cloud' {
        $lines = Invoke-WhatIf $_
        $lines | Should -Contain 'written: '
        $lines | Should -Contain 'filed: False'
        $asked = @($lines | Where-Object { $_ -match '^What if: ' }).Count
        $asked | Should -BeGreaterOrEqual $changes.Count -Because ($lines -join "`n")
    }
}

Describe 'A progress bar' {
    BeforeAll {
        $emulator = Connect-TestEmulator -ClockRate 0
        $null = New-FluenceVm bar ubuntu-22-04-x64 laptop -Count 2

        # Starts a waiting cmdlet in a session of its own; its records are in Streams.Progress.
        function Start-Waiting([string] $Script) {
            $shell = [powershell]::Create()
            $null = $shell.AddScript(("`$ErrorActionPreference = 'Continue'; Import-Module '$env:FLUENCEVM_MODULE'; `$null = " +
                "Connect-Fluence -Endpoint '$($emulator.Uri)' -ApiKey '$($emulator.ApiKey)' -ApiVersion $Generation; $Script"))
            [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
        }
        # Pester's own shell may have another progress stream; each bar is known by its activity.
        function Assert-Ended($Shell) {
            $records = @($Shell.Streams.Progress)
            @($records | Where-Object RecordType -eq Processing).Count | Should -BeGreaterThan 0
            $records | Group-Object ActivityId | ForEach-Object { $_.Group[-1].RecordType | Should -Be 'Completed' }
        }
        function Wait-Bar($Waiting) {
            $deadline = [DateTime]::UtcNow.AddSeconds(30)
            while ($Waiting.Shell.Streams.Progress.Count -eq 0 -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 10 }
        }
    }
    AfterAll { Disconnect-TestEmulator }

    It 'ends with an error' {
        $waiting = Start-Waiting 'Get-FluenceVm bar* | Wait-FluenceVm -TimeoutSec 1 -PollSec 0.05'
        $waiting.Shell.EndInvoke($waiting.Running)
        $waiting.Shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
        Assert-Ended $waiting.Shell
        $waiting.Shell.Dispose()
    }

    It 'ends with Ctrl+C' {
        $waiting = Start-Waiting 'Get-FluenceVm bar* | Wait-FluenceVm -PollSec 0.05'
        Wait-Bar $waiting
        $waiting.Shell.Stop()
        Assert-Ended $waiting.Shell
        $waiting.Shell.Dispose()
    }

    It 'ends with Select-Object -First' {
        $cudos = Connect-Cudos -Node $emulator.Uri
            $null = New-Machine -MachineType basic-1 -Image debian-12 -SshKey (Get-FakePublicKey) -Credit 10 -Id bar -Connection $cudos
        $waiting = Start-Waiting ("`$null = Connect-Cudos -Node '$($emulator.Uri)'; 'bar' | Wait-Machine -TimeoutSec 1 -PollSec 0.05 " +
            "2>&1 | Select-Object -First 1")
        $waiting.Shell.EndInvoke($waiting.Running)
        Assert-Ended $waiting.Shell
        $waiting.Shell.Dispose()
    }

    It 'ends when everything is there' {
        $waiting = Start-Waiting 'Get-FluenceVm bar* | Wait-FluenceVm -PollSec 0.05 -PassThru'
        Wait-Bar $waiting
        Step-VmEmulator 00:10:00
        $waiting.Shell.EndInvoke($waiting.Running).Count | Should -Be 2
        Assert-Ended $waiting.Shell
        $waiting.Shell.Dispose()
    }

    It 'is nothing but a stream: with $ProgressPreference it is not there' {
        $waiting = Start-Waiting '$ProgressPreference = "SilentlyContinue"; Get-FluenceVm bar* | Wait-FluenceVm -PollSec 0.05 -PassThru'
        $waiting.Shell.EndInvoke($waiting.Running).Count | Should -Be 2
        $waiting.Shell.Streams.Progress.Count | Should -Be 0
        $waiting.Shell.Dispose()
    }
}

Describe 'Colour' {
    It 'is none of the module''s own' {
        $base = (Get-Module FluenceVm).ModuleBase
        foreach ($view in Get-ChildItem $base -Filter *.ps1xml) {
            [IO.File]::ReadAllText($view.FullName) | Should -Not -Match "$([char]27)|&#x1b;|PSStyle"
        }
        $null = Connect-Fluence -Emulator
        $null = Connect-Cudos -Emulator
        foreach ($object in @(Get-FluenceVm) + @(Get-Machine) + @(Get-MachineType) + @(Get-FluenceContext) + @(Get-VmEmulator)) {
            "$object" + (($object.PSObject.Properties.Value | ForEach-Object { "$_" }) -join '') | Should -Not -Match ([char]27)
        }
        Disconnect-Fluence
        Disconnect-Cudos
    }

    It 'stays out of what a session without it prints' {
        $env:NO_COLOR = '1'
        try { $text = Invoke-FreshShell ('$null = Connect-Fluence -Emulator; $VerbosePreference = "Continue"; Get-FluenceVm | ' +
            'Format-Table; Get-FluenceVm | Format-List; Get-FluenceVm nobody; Remove-FluenceVm web-1 -WhatIf') }
        finally { Remove-Item Env:NO_COLOR }
        $text | Should -BeLike '*web-1*nobody*What if*'
        $text | Should -Not -Match ([char]27)
    }
}
