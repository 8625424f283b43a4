BeforeAll {
    . $PSScriptRoot/Setup.ps1
    function Get-PortText($Vm) { $Vm.Ports | ForEach-Object { "$_" } | Sort-Object }
}

Describe 'Set-FluenceVm' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'renames' {
        $id = (Get-FluenceVm cache-1).Id
        (Set-FluenceVm cache-1 -NewName cache-9 -PassThru).Name | Should -Be 'cache-9'
        (Get-FluenceVm cache-9).Id | Should -Be $id
    }

    It 'merges ports with what is open' {
        Get-PortText (Set-FluenceVm web-1 -AddPort 8443/tcp, 53/udp -RemovePort 80 -PassThru) |
            Should -Be '22/tcp', '443/tcp', '53/udp', '8443/tcp'
    }

    It 'merges with what is open now, not with what an old object says' {
        $old = Get-FluenceVm web-1
        Set-FluenceVm web-1 -AddPort 8080
        $old | Set-FluenceVm -AddPort 8443
        Get-PortText (Get-FluenceVm web-1) | Should -Be '22/tcp', '443/tcp', '80/tcp', '8080/tcp', '8443/tcp'
    }

    It 'replaces the list by -OpenPort' {
        Get-PortText (Set-FluenceVm web-1 -OpenPort 22/tcp, 9000/tcp -PassThru) | Should -Be '22/tcp', '9000/tcp'
    }

    It 'refuses to close 22/tcp by <Case> without -Force' -ForEach @(
        @{ Case = '-RemovePort'; With = @{ RemovePort = 22 }; Left = '443/tcp', '80/tcp' }
        @{ Case = '-OpenPort'; With = @{ OpenPort = '443/tcp' }; Left = '443/tcp' }
        @{ Case = 'an empty -OpenPort'; With = @{ OpenPort = @() }; Left = $null }
    ) {
        { Set-FluenceVm web-1 @With -ErrorAction Stop } |
            Should -Throw -ErrorId 'SshPortNeedsForce,*' -ExpectedMessage '*22/tcp*web-1*-Force*'
        Get-Request UpdateVm | Should -BeNullOrEmpty
        Get-PortText (Set-FluenceVm web-1 @With -Force -PassThru) | Should -Be $Left
    }

    It 'changes the others where one would lose 22/tcp' {
        $null = Set-FluenceVm web-1 -RemovePort 22 -Force
        Set-FluenceVm web-1, web-2 -RemovePort 22, 80 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.TargetObject.Name | Should -Be 'web-2'
        Get-PortText (Get-FluenceVm web-1) | Should -Be '443/tcp'
        Get-PortText (Get-FluenceVm web-2) | Should -Be '22/tcp', '443/tcp', '80/tcp'
    }

    It 'makes one request of many VMs' {
        $vms = New-FluenceVm many ubuntu-22-04-x64 laptop -Count 120
        $before = @(Get-Request UpdateVm).Count
        $changed = $vms | Set-FluenceVm -AddPort 443/tcp -PassThru
        $changed.Count | Should -Be 120
        $changed | ForEach-Object { "$($_.Ports)" } | Sort-Object -Unique | Should -Be '22/tcp 443/tcp'
        @(Get-Request UpdateVm).Count - $before | Should -Be 1
    }

    It 'sends nothing for a VM that is as wanted, and still passes it on' {
        (Set-FluenceVm web-1 -AddPort 443/tcp -PassThru).Name | Should -Be 'web-1'
        (Set-FluenceVm web-1 -NewName web-1 -PassThru).Name | Should -Be 'web-1'
        Get-Request UpdateVm | Should -BeNullOrEmpty
    }

    It 'says what it would change, and changes nothing under -WhatIf' {
        $text = Invoke-FreshShell ('$null = Connect-Fluence -Emulator; Set-FluenceVm web-1 -NewName web-7 -AddPort 8443 -RemovePort ' +
            '80 -WhatIf; Set-FluenceVm web-1 -AddPort 8443 -WhatIf; (Get-FluenceVm web-1).Ports.Count')
        $text = $text -replace '\s+', ' '
        $text |
            Should -BeLike ("*What if: Change VM web-1 ($IdStart*): rename it to web-7; open 8443/tcp; close 80/tcp.*What if: Change " +
                "VM web-1 ($IdStart*): open 8443/tcp.*3*")
    }

    It 'refuses <Case> before anything is asked' -ForEach @(
        @{ Case = 'nothing to change'; With = @{}; Says = '*-NewName, -AddPort, -RemovePort or -OpenPort*' }
        @{ Case = 'a name with an underscore'; With = @{ NewName = 'a_b' }; Says = "*'a_b'*letters, digits and hyphens*" }
        @{ Case = 'port 10250'; With = @{ AddPort = 10250 }; Says = '*10250*' }
        @{ Case = 'port 10250 in the list'; With = @{ OpenPort = 22, 10250 }; Says = '*10250*' }
    ) {
        $before = @(Get-VmEmulator -Requests).Count
        { Set-FluenceVm web-1 @With -WhatIf } | Should -Throw -ExpectedMessage $Says
        @(Get-VmEmulator -Requests).Count | Should -Be $before
    }

    It 'is an error for a VM that is not there, for that one alone' {
        $changed = Set-FluenceVm no-such-vm, web-1 -AddPort 8443 -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $changed.Name | Should -Be 'web-1'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'VmNotFound,*'
    }

    It "hands on the service's text" {
        { Set-FluenceVm legacy-1 -OpenPort 22, 8443 } | Should -Throw -ExpectedMessage "*is $Ended*"
    }
}
